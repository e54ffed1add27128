using System.Text;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>The whole schema as one script that may run twice.</summary>
internal static class SchemaScript
{
    private const int Width = 100;

    /// <summary>The script, in the order in which the engine's writer gives the definitions.</summary>
    public static string Write(DatabaseDesign design, Engine engine)
    {
        var schema = design.Schema;
        var text = new StringBuilder();
        Remark(text, $"{design.Requirements.Application}: schema for {engine.Title}.");
        Remark(
            text,
            $"{Quantity.Count(schema.Tables.Count, "table")}, {Quantity.Count(schema.Tables.Sum(t => t.ForeignKeys.Count), "foreign key")}, "
                + $"{Quantity.Count(schema.Tables.Sum(t => t.Indexes.Count), "index")} beside those of keys and unique constraints."
        );
        Remark(
            text,
            "Written by dbwright from the requirements; the same input gives the same text. It may run twice: what is there already is left "
                + "as it is. Databases in use are changed by migrations/, not by this file."
        );

        var reasons = design.Indexes.ToLookup(i => i.Index, StringComparer.Ordinal);
        var previous = "";
        foreach (var definition in engine.Require<IWriter>().Create(schema, repeatable: true))
        {
            if (definition.Kind != previous)
            {
                Section(text, definition.Kind);
                previous = definition.Kind;
            }

            if (definition.Kind is "table" or "function" or "trigger" or "index" or "type" or "foreign key" or "virtual table")
            {
                text.Append('\n');
            }

            if (definition.Kind == "index" && reasons[definition.Object.Name].FirstOrDefault() is { } trace)
            {
                Remark(text, Serves(trace));
            }

            text.Append(ClientScript.Close(engine.Name, definition.Sql));
        }

        return text.ToString();
    }

    private static string Serves(IndexTrace trace)
    {
        List<string> parts = [];
        if (trace.Patterns.Count > 0)
        {
            parts.Add($"Serves {string.Join(", ", trace.Patterns)}.");
        }

        if (trace.ForeignKeys.Count > 0)
        {
            parts.Add($"Supports {string.Join(", ", trace.ForeignKeys)}.");
        }

        if (trace.Pin is { } pin)
        {
            parts.Add($"Asked for by the owner ({pin}).");
        }

        return string.Join(" ", parts);
    }

    private static void Section(StringBuilder text, string kind)
    {
        var title = kind switch
        {
            "table" => "Tables",
            "virtual table" => "Virtual tables",
            "index" => "Indexes",
            "foreign key" => "Foreign keys",
            "trigger" => "Triggers",
            "function" => "Functions",
            "type" => "Types",
            "extension" => "Extensions",
            "comment" => "Comments",
            "schema" => "Namespaces",
            "setting" => "Settings of this session",
            _ => kind,
        };
        text.Append("\n-- ")
            .Append('-', Width - 3)
            .Append("\n-- ")
            .Append(title)
            .Append("\n-- ")
            .Append('-', Width - 3)
            .Append('\n');
    }

    private static void Remark(StringBuilder text, string remark)
    {
        var length = 0;
        foreach (var word in remark.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0 && length + 1 + word.Length > Width)
            {
                text.Append('\n');
                length = 0;
            }

            text.Append(length == 0 ? "-- " : " ").Append(word);
            length += word.Length + (length == 0 ? 3 : 1);
        }

        if (length > 0)
        {
            text.Append('\n');
        }
    }
}
