using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as a Mermaid <c>erDiagram</c>. The notation allows few characters in names and types, so others become underscores; the
/// name as it is then stands in the comment.
/// </summary>
public static class MermaidWriter
{
    /// <summary>The schema as a Mermaid diagram.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Write(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var text = new StringBuilder("erDiagram\n");
        var entities = Entities(schema);
        foreach (var table in schema.Tables)
        {
            text.Append("    \"").Append(entities[table.Name]).Append("\" {\n");
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var column in table.Columns)
            {
                Write(text, table, column, Unique(Word(column.Name), taken), types ?? TypeText.Write);
            }

            text.Append("    }\n");
        }

        foreach (var box in DerivedBox.Of(schema))
        {
            text.Append("    \"").Append(entities[box.Name]).Append("\" {\n");
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var column in box.Columns)
            {
                Write(text, null, column with { Nullable = false }, Unique(Word(column.Name), taken), types ?? TypeText.Write);
            }

            text.Append("    }\n");
        }

        foreach (var table in schema.Tables)
        {
            foreach (var key in table.ForeignKeys.Where(k => entities.ContainsKey(k.ReferencedTable)))
            {
                text.Append("    \"").Append(entities[key.ReferencedTable]).Append("\" ").Append(Relation(table, key));
                text.Append(" \"").Append(entities[table.Name]).Append("\" : \"");
                text.Append(Quoted(string.Join(", ", key.Columns))).Append("\"\n");
            }
        }

        foreach (var link in RowLink.Of(schema))
        {
            // A row of the other table is at most one here, and a row here exactly one there.
            text.Append("    \"").Append(entities[link.Parent]).Append("\" ||..o| \"").Append(entities[link.Child]);
            text.Append("\" : \"").Append(link.Word).Append("\"\n");
        }

        return text.ToString();
    }

    private static Dictionary<QualifiedName, string> Entities(RelationalSchema schema)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var tables = schema.Tables.Select(t => (t.Name, Title: t.Name.ToString()));
        var others = DerivedBox.Of(schema).Select(b => (b.Name, Title: $"{b.Name} ({b.Kind})"));
        return tables.Concat(others).ToDictionary(t => t.Name, t => Unique(Quoted(t.Title), taken));
    }

    private static void Write(StringBuilder text, Table? table, Column column, string name, Func<DataType, string> types)
    {
        var keys = new List<string>();
        if (table?.PrimaryKey?.Columns.Contains(column.Name) == true)
        {
            keys.Add("PK");
        }

        if (table?.ForeignKeys.Any(f => f.Columns.Contains(column.Name)) == true)
        {
            keys.Add("FK");
        }

        if (table?.Uniques.Any(u => u.Columns.Count == 1 && u.Columns[0] == column.Name) == true)
        {
            keys.Add("UK");
        }

        var remarks = new List<string>();
        if (name != column.Name)
        {
            remarks.Add(column.Name);
        }

        if (column.Nullable)
        {
            remarks.Add("may be null");
        }

        text.Append("        ").Append(Type(types(column.Type))).Append(' ').Append(name);
        if (keys.Count > 0)
        {
            text.Append(' ').AppendJoin(", ", keys);
        }

        if (remarks.Count > 0)
        {
            text.Append(" \"").Append(Quoted(string.Join("; ", remarks))).Append('"');
        }

        text.Append('\n');
    }

    /// <summary>The referenced end on the left, the referring one on the right; a solid line where the child's key contains the parent's.</summary>
    private static string Relation(Table table, ForeignKey key)
    {
        var parent = key.Columns.Any(c => table.Find(c)?.Nullable == true) ? "|o" : "||";
        var child = table.IsUniqueBy(key.Columns) ? "o|" : "o{";
        return parent + (table.IsIdentifiedBy(key) ? "--" : "..") + child;
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var result = name;
        for (var number = 2; !taken.Add(result); number++)
        {
            result = FormattableString.Invariant($"{name}_{number}");
        }

        return result;
    }

    // Older versions take no comma in a type, none takes spaces.
    private static string Type(string type)
    {
        var word = Only(type, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '(' or ')' or '[' or ']');
        return char.IsAsciiLetter(word[0]) && !IsMark(word) ? word : $"_{word}";
    }

    private static string Word(string name)
    {
        var word = Only(name, c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return (char.IsAsciiLetter(word[0]) || word[0] == '_') && !IsMark(word) ? word : $"_{word}";
    }

    private static bool IsMark(string word) => word.ToUpperInvariant() is "PK" or "FK" or "UK";

    private static string Only(string text, Func<char, bool> allowed) =>
        text.Length == 0 ? "_" : string.Concat(text.Select(c => allowed(c) ? c : '_'));

    // What would end or mean something within quotes stands as its number, which the notation writes so.
    private static string Quoted(string text) =>
        string.Concat(
            DiagramText
                .Line(text)
                .Select(c => c is '"' or '%' or '\\' or '#' or '~' or '<' or '>' or '&' or '`' ? $"#{(int)c};" : c.ToString())
        );
}
