using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as a PlantUML entity diagram: keys above the line, columns that must be there with a dot, relationships with the number of
/// rows at each end, views as boxes of their own, partitions and tables that inherit with an arrow to what they are part of.
/// </summary>
public static class PlantUmlWriter
{
    /// <summary>The schema as a PlantUML diagram.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Write(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var text = new StringBuilder("@startuml\nhide circle\nhide empty members\n");
        var names = DiagramNames.Of(schema);
        foreach (var (definition, number) in schema.Enums.Select((e, i) => (e, i + 1)))
        {
            text.Append("\nenum ").Append(Quoted(definition.Name.ToString()));
            text.Append(CultureInfo.InvariantCulture, $" as e_{number} {{\n");
            foreach (var value in definition.Values)
            {
                text.Append("  ").Append(Member(Plain(value))).Append('\n');
            }

            text.Append("}\n");
        }

        foreach (var table in schema.Tables)
        {
            Write(text, table, names[table.Name], types ?? TypeText.Write);
        }

        foreach (var box in DerivedBox.Of(schema))
        {
            text.Append("\nentity ").Append(Quoted(box.Name.ToString())).Append(" as ").Append(names[box.Name]);
            text.Append(" <<").Append(box.Kind).Append(">> {\n");
            foreach (var column in box.Columns)
            {
                text.Append("  ").Append(Member(column, types ?? TypeText.Write)).Append('\n');
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

        foreach (var link in RowLink.Of(schema))
        {
            text.Append(names[link.Parent]).Append(link.IsKind ? " <|-- " : " <.. ").Append(names[link.Child]);
            text.Append(" : ").Append(link.Word).Append('\n');
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
            text.Append("  ").Append(column.Nullable ? "" : "* ").Append(Member(column, types));
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

    private static string Quoted(string name) => $"\"{Plain(name)}\"";

    private static string Member(Column column, Func<DataType, string> types) =>
        Member($"{Plain(column.Name)} : {Plain(types(column.Type))}");

    // What has a parenthesis is taken for a method, which stands below all fields.
    private static string Member(string text) => text.Contains('(', StringComparison.Ordinal) ? $"{{field}} {text}" : text;

    // The notation finds marks, links, calls and remarks nearly everywhere: at the beginning nothing but letters and digits is safe,
    // elsewhere a few more that do not stand twice. What is not safe stands as its number.
    private static string Plain(string text)
    {
        var line = DiagramText.Line(text);
        return string.Concat(line.Select((c, i) => IsSafe(line, i) ? c.ToString() : $"&#{(int)c};"));
    }

    private static bool IsSafe(string line, int at)
    {
        bool IsAlone() => at > 0 && line[at - 1] != line[at] && (at + 1 == line.Length || line[at + 1] != line[at]);
        return line[at] switch
        {
            '\u00A0' or '«' or '»' => false,
            > '\u007F' or ' ' => true,
            var c when char.IsAsciiLetterOrDigit(c) => true,
            '_' or '-' or '.' or ',' or '\'' or '(' or ')' or '[' or ']' or ':' => IsAlone(),
            _ => false,
        };
    }
}
