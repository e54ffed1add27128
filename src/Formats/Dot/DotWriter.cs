using System.Net;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as a Graphviz digraph: a table of HTML for each table and view, an edge from the referring column to the referenced one with
/// the number of rows at each end, and one from partitions and tables that inherit to what they are part of.
/// </summary>
public static class DotWriter
{
    /// <summary>The schema as a digraph.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Write(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var text = new StringBuilder(
            "digraph schema {\n  rankdir=LR;\n  ranksep=1;\n  node [shape=plain, fontname=\"Helvetica\", fontsize=11];\n"
        );
        text.Append("  edge [dir=both, color=\"#555555\", arrowsize=0.8];\n");
        var names = DiagramNames.Of(schema);
        foreach (var table in schema.Tables)
        {
            var key = table.PrimaryKey?.Columns ?? [];
            Node(
                text,
                names[table.Name],
                table.Name.ToString(),
                "#dfe7f5",
                table.Columns.Select(c => Row(c, key.Contains(c.Name), types ?? TypeText.Write))
            );
        }

        foreach (var box in DerivedBox.Of(schema))
        {
            var title = $"{box.Name} ({box.Kind})";
            Node(text, names[box.Name], title, "#eeeeee", box.Columns.Select(c => Row(c, false, types ?? TypeText.Write)));
        }

        foreach (var table in schema.Tables)
        {
            foreach (var key in table.ForeignKeys.Where(k => schema.Find(k.ReferencedTable) is not null))
            {
                Edge(text, schema, names, table, key);
            }
        }

        foreach (var link in RowLink.Of(schema))
        {
            text.Append("  ").Append(names[link.Child]).Append(" -> ").Append(names[link.Parent]);
            text.Append(link.IsKind ? " [arrowhead=onormal" : " [arrowhead=vee, style=dashed");
            text.Append(", arrowtail=none, label=").Append(Quoted(link.Word)).Append(", fontsize=9];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Node(StringBuilder text, string name, string title, string color, IEnumerable<string> rows)
    {
        text.Append("\n  ")
            .Append(name)
            .Append(
                " [label=<\n    <table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\" color=\"#8a9bb5\">\n"
            );
        text.Append("      <tr><td bgcolor=\"").Append(color).Append("\"><b>").Append(Html(title)).Append("</b></td></tr>\n");
        foreach (
            var row in rows.Select(
                (r, i) => FormattableString.Invariant($"      <tr><td align=\"left\" port=\"c{i}\">{r}</td></tr>\n")
            )
        )
        {
            text.Append(row);
        }

        text.Append("    </table>>];\n");
    }

    private static string Row(Column column, bool isKey, Func<DataType, string> types)
    {
        var name = isKey ? $"<u>{Html(column.Name)}</u>" : Html(column.Name);
        // Blanks between two texts of one cell are lost, but for those that do not break.
        return $"{name}&#160;&#160;<font color=\"#666666\">{Html(types(column.Type))}{(column.Nullable ? "?" : "")}</font>";
    }

    private static void Edge(
        StringBuilder text,
        RelationalSchema schema,
        Dictionary<QualifiedName, string> names,
        Table table,
        ForeignKey key
    )
    {
        var parent = schema.Find(key.ReferencedTable)!;
        var isOptional = key.Columns.Any(c => table.Find(c)?.Nullable == true);
        text.Append("  ").Append(End(names[table.Name], table, key.Columns)).Append(" -> ");
        text.Append(End(names[parent.Name], parent, key.ReferencedColumns));
        text.Append(" [arrowhead=").Append(isOptional ? "teeodot" : "teetee");
        text.Append(", arrowtail=").Append(table.IsUniqueBy(key.Columns) ? "teeodot" : "crowodot");
        text.Append(table.IsIdentifiedBy(key) ? "" : ", style=dashed");
        // A tooltip is read as HTML, so that a name must not look like a tag.
        var tooltip = $"{key.Name}: {string.Join(", ", key.Columns)}".Replace("&", "&amp;").Replace("<", "&lt;");
        text.Append(", tooltip=").Append(Quoted(tooltip)).Append("];\n");
    }

    private static string End(string name, Table table, Sequence<string> columns)
    {
        var place = columns.Count == 0 ? -1 : table.Columns.Select(c => c.Name).ToList().IndexOf(columns[0]);
        return place < 0 ? name : FormattableString.Invariant($"{name}:c{place}");
    }

    private static string Html(string text) => WebUtility.HtmlEncode(DiagramText.Line(text));

    private static string Quoted(string text) => $"\"{DiagramText.Line(text).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
