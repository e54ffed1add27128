using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as a PlantUML entity diagram: keys above the line, columns that must be there with a dot, relationships with the number of
/// rows at each end, views as boxes of their own.
/// </summary>
public static class PlantUmlWriter
{
    /// <summary>The schema as a PlantUML diagram.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Write(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var text = new StringBuilder("@startuml\nhide circle\nskinparam linetype ortho\n");
        var names = DiagramNames.Of(schema);
        foreach (var definition in schema.Enums)
        {
            text.Append("\nenum ").Append(Quoted(definition.Name.ToString())).Append(" {\n");
            foreach (var value in definition.Values)
            {
                text.Append("  ").Append(Plain(value)).Append('\n');
            }

            text.Append("}\n");
        }

        foreach (var table in schema.Tables)
        {
            Write(text, table, names[table.Name], types ?? TypeText.Write);
        }

        foreach (var view in schema.Views)
        {
            var kind = view.Materialized ? "materialized view" : "view";
            text.Append("\nentity ").Append(Quoted(view.Name.ToString())).Append(" as ").Append(names[view.Name]);
            text.Append(" <<").Append(kind).Append(">> {\n");
            foreach (var column in view.Columns)
            {
                text.Append("  ").Append(Plain(column.Name)).Append(" : ");
                text.Append(Plain((types ?? TypeText.Write)(column.Type))).Append('\n');
            }

            text.Append("}\n");
        }

        text.Append('\n');
        foreach (var table in schema.Tables)
        {
            foreach (var key in table.ForeignKeys.Where(k => names.ContainsKey(k.ReferencedTable)))
            {
                text.Append(names[key.ReferencedTable]).Append(' ').Append(Relation(table, key)).Append(' ');
                text.Append(names[table.Name]).Append(" : ").Append(Plain(string.Join(", ", key.Columns))).Append('\n');
            }
        }

        return text.Append("@enduml\n").ToString();
    }

    private static void Write(StringBuilder text, Table table, string name, Func<DataType, string> types)
    {
        text.Append("\nentity ").Append(Quoted(table.Name.ToString())).Append(" as ").Append(name).Append(" {\n");
        var key = table.PrimaryKey?.Columns ?? [];
        var ordered = table.Columns.Where(c => key.Contains(c.Name)).Concat(table.Columns.Where(c => !key.Contains(c.Name)));
        var isKey = key.Count > 0;
        foreach (var column in ordered)
        {
            if (isKey && !key.Contains(column.Name))
            {
                text.Append("  --\n");
                isKey = false;
            }

            List<string> marks =
            [
                .. key.Contains(column.Name) ? ["PK"] : Array.Empty<string>(),
                .. table.ForeignKeys.Any(f => f.Columns.Contains(column.Name)) ? ["FK"] : Array.Empty<string>(),
                .. table.Uniques.Any(u => u.Columns is [var only] && only == column.Name) ? ["UK"] : Array.Empty<string>(),
            ];
            text.Append("  ").Append(column.Nullable ? "" : "* ").Append(Plain(column.Name)).Append(" : ");
            text.Append(Plain(types(column.Type)));
            text.Append(string.Concat(marks.Select(m => $" <<{m}>>"))).Append('\n');
        }

        text.Append("}\n");
    }

    /// <summary>The referenced end on the left, the referring one on the right; a solid line where the child's key contains the parent's.</summary>
    private static string Relation(Table table, ForeignKey key)
    {
        var parent = key.Columns.Any(c => table.Find(c)?.Nullable == true) ? "|o" : "||";
        var child = table.IsUniqueBy(key.Columns) ? "o|" : "o{";
        return $"{parent}{(table.IsIdentifiedBy(key) ? "--" : "..")}{child}";
    }

    private static string Quoted(string name) => $"\"{Plain(name).Replace("\"", "'")}\"";

    // Braces end a box, and angle brackets make stereotypes.
    private static string Plain(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return string.Concat(line.Select(c => c is '{' or '}' or '<' or '>' ? $"&#{(int)c};" : c.ToString()));
    }
}
