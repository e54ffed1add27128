using System.Text;
using Dbwright.Formats;

namespace Dbwright.Documents;

/// <summary>Writes a layout as SVG.</summary>
internal sealed class DiagramDrawing(DiagramLayout layout)
{
    private const int LegendHeight = 44;
    private const int Radius = 5;

    private const string Style = """
        .erd { --bg: #ffffff; --box: #ffffff; --head: #e9eef6; --edge: #c3cddb; --line: #5b6b82; --text: #16202e; --muted: #64748b;
          --pk: #8a5a00; --pk-bg: #fdf0d0; --fk: #0b5cad; --fk-bg: #dcebfb; --uk: #5b3fa0; --uk-bg: #ece6fa; --hover: #d6336c; }
        @media (prefers-color-scheme: dark) { .erd { --bg: #0e131b; --box: #161d28; --head: #202b3c; --edge: #39475c; --line: #8fa3bd;
          --text: #e6edf6; --muted: #93a4ba; --pk: #f5c860; --pk-bg: #3d3115; --fk: #82bdfa; --fk-bg: #17304d; --uk: #c3aef5;
          --uk-bg: #2d2449; --hover: #ff7aa8; } }
        .erd text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--text); }
        .erd .bg { fill: var(--bg); }
        .erd .box { fill: var(--box); stroke: var(--edge); }
        .erd .head { fill: var(--head); }
        .erd .rule { stroke: var(--edge); fill: none; }
        .erd .title { font-size: 13px; font-weight: 700; }
        .erd .type, .erd .more, .erd .legend { fill: var(--muted); }
        .erd .type { text-anchor: end; }
        .erd .badge { font-size: 9px; font-weight: 700; text-anchor: middle; }
        .erd .pk { fill: var(--pk); } .erd .fk { fill: var(--fk); } .erd .uk { fill: var(--uk); }
        .erd .pk-bg { fill: var(--pk-bg); } .erd .fk-bg { fill: var(--fk-bg); } .erd .uk-bg { fill: var(--uk-bg); }
        .erd .rel { stroke: var(--line); fill: none; stroke-width: 1.3; stroke-linejoin: round; }
        .erd .ring { stroke: var(--line); fill: var(--bg); stroke-width: 1.3; }
        .erd .grip { stroke: transparent; fill: none; stroke-width: 9; }
        .erd .link:hover .rel, .erd .link:hover .ring { stroke: var(--hover); stroke-width: 2; }
        """;

    private readonly StringBuilder svg = new();

    /// <summary>The SVG document.</summary>
    public string Write()
    {
        var height = layout.Height + LegendHeight;
        svg.Append(
            FormattableString.Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"erd\" viewBox=\"0 0 {layout.Width} {height}\" width=\"{layout.Width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"erd-title\">\n"
            )
        );
        svg.Append("<title id=\"erd-title\">Entity-relationship diagram: ")
            .Append(Quantity.Count(layout.Boxes.Count, "table"))
            .Append(", ")
            .Append(Quantity.Count(layout.Edges.Count, "foreign key"))
            .Append("</title>\n<style>\n")
            .Append(Style)
            .Append("\n</style>\n<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n");
        foreach (var edge in layout.Edges)
        {
            Write(edge);
        }

        foreach (var box in layout.Boxes)
        {
            Write(box);
        }

        WriteLegend();
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private void Write(DiagramEdge edge)
    {
        var delete = Words.Of(edge.Key.OnDelete);
        var tip =
            $"{edge.Child.Title}.{string.Join(", ", edge.Key.Columns)} → {edge.Parent.Title}.{string.Join(", ", edge.Key.ReferencedColumns)} "
            + $"({edge.Key.Name}, on delete {delete})";
        var path = Path(edge.Points);
        svg.Append("<g class=\"link\"><title>").Append(Escape(tip)).Append("</title>");
        svg.Append("<path class=\"grip\" d=\"").Append(path).Append("\"/>");
        svg.Append("<path class=\"rel\" d=\"").Append(path).Append("\"/>");
        var (child, parent) = (edge.Points[0], edge.Points[^1]);
        MarkChild(child, edge.LeavesRight ? 1 : -1, edge.IsOneToOne);
        MarkParent(parent, edge.EntersRight ? 1 : -1, edge.IsOptional);
        svg.Append("</g>\n");
    }

    // Crow's foot: any number. A bar: at most one. The ring: perhaps none.
    private void MarkChild(DiagramPoint at, int way, bool isOne)
    {
        if (isOne)
        {
            Line($"M{at.X + (6 * way)} {at.Y - 5}v10");
            Ring(at.X + (12 * way), at.Y);
        }
        else
        {
            Line($"M{at.X} {at.Y - 5}L{at.X + (10 * way)} {at.Y}L{at.X} {at.Y + 5}");
            Ring(at.X + (14 * way), at.Y);
        }
    }

    private void MarkParent(DiagramPoint at, int way, bool isOptional)
    {
        Line($"M{at.X + (6 * way)} {at.Y - 5}v10");
        if (isOptional)
        {
            Ring(at.X + (12 * way), at.Y);
        }
        else
        {
            Line($"M{at.X + (10 * way)} {at.Y - 5}v10");
        }
    }

    private void Line(FormattableString path) =>
        svg.Append("<path class=\"rel\" d=\"").Append(FormattableString.Invariant(path)).Append("\"/>");

    private void Ring(int x, int y) =>
        svg.Append(FormattableString.Invariant($"<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>"));

    private static string Path(List<DiagramPoint> points)
    {
        var path = new StringBuilder(FormattableString.Invariant($"M{points[0].X} {points[0].Y}"));
        for (var i = 1; i < points.Count - 1; i++)
        {
            var (before, here, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(Radius, Math.Min(Distance(before, here), Distance(here, after)) / 2);
            var (enter, leave) = (Towards(here, before, radius), Towards(here, after, radius));
            path.Append(FormattableString.Invariant($"L{enter.X} {enter.Y}Q{here.X} {here.Y} {leave.X} {leave.Y}"));
        }

        return path.Append(FormattableString.Invariant($"L{points[^1].X} {points[^1].Y}")).ToString();
    }

    private static int Distance(DiagramPoint a, DiagramPoint b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static DiagramPoint Towards(DiagramPoint from, DiagramPoint to, int distance) =>
        new(from.X + (Math.Sign(to.X - from.X) * distance), from.Y + (Math.Sign(to.Y - from.Y) * distance));

    private void Write(DiagramBox box)
    {
        svg.Append(FormattableString.Invariant($"<g transform=\"translate({box.X} {box.Y})\">"));
        svg.Append("<title>")
            .Append(Escape(box.Table.Comment is { Length: > 0 } c ? $"{box.Title}: {c}" : box.Title))
            .Append("</title>");
        svg.Append(
            FormattableString.Invariant(
                $"<rect class=\"box\" width=\"{box.Width}\" height=\"{box.Height}\" rx=\"6\"/><path class=\"head\" d=\"M.5 30V6a5.5 5.5 0 0 1 5.5-5.5H{box.Width - 6}a5.5 5.5 0 0 1 5.5 5.5V30z\"/><path class=\"rule\" d=\"M0 30H{box.Width}\"/>"
            )
        );
        svg.Append("<text class=\"title\" x=\"12\" y=\"20\">").Append(Escape(box.Title)).Append("</text>\n");
        var left = 12 + (box.Badges * DiagramBox.BadgeWidth);
        for (var i = 0; i < box.Rows.Count; i++)
        {
            Write(box, box.Rows[i], DiagramBox.Header + (i * DiagramBox.RowHeight) + 19, left);
        }

        if (box.Hidden > 0)
        {
            var y = DiagramBox.Header + (box.Rows.Count * DiagramBox.RowHeight) + 19;
            svg.Append(
                FormattableString.Invariant(
                    $"<text class=\"more\" x=\"{left}\" y=\"{y}\">and {Quantity.Count(box.Hidden)} more</text>"
                )
            );
        }

        svg.Append("</g>\n");
    }

    private void Write(DiagramBox box, DiagramRow row, int baseline, int left)
    {
        svg.Append("<g><title>").Append(Escape(row.Tip)).Append("</title>");
        for (var i = 0; i < row.Badges.Count; i++)
        {
            var kind = row.Badges[i].ToLowerInvariant();
            var x = 10 + (i * DiagramBox.BadgeWidth);
            svg.Append(
                FormattableString.Invariant(
                    $"<rect class=\"{kind}-bg\" x=\"{x}\" y=\"{baseline - 10}\" width=\"19\" height=\"13\" rx=\"3\"/><text class=\"badge {kind}\" x=\"{x + 9.5}\" y=\"{baseline}\">{row.Badges[i]}</text>"
                )
            );
        }

        svg.Append(FormattableString.Invariant($"<text x=\"{left}\" y=\"{baseline}\">"))
            .Append(Escape(row.Name))
            .Append("</text>");
        svg.Append(FormattableString.Invariant($"<text class=\"type\" x=\"{box.Width - 12}\" y=\"{baseline}\">"))
            .Append(Escape(row.Type))
            .Append("</text></g>\n");
    }

    private void WriteLegend()
    {
        var y = layout.Height + (LegendHeight / 2) - 8;
        var x = DiagramLayout.Margin;
        Entry(36, "one", () => Parent(isOptional: false));
        Entry(36, "none or one", () => Parent(isOptional: true));
        Entry(36, "any number", () => MarkedLine(() => MarkChild(new(x, y), 1, isOne: false)));
        Text(x, y, "type? may be null");

        void Parent(bool isOptional) => MarkedLine(() => MarkParent(new(x, y), 1, isOptional));

        void MarkedLine(Action mark)
        {
            Line($"M{x} {y}h28");
            Line($"M{x} {y - 7}v14");
            mark();
        }

        void Entry(int width, string text, Action draw)
        {
            draw();
            Text(x + width, y, text);
            x += width + (text.Length * 8) + 24;
        }
    }

    private void Text(int x, int y, string text) =>
        svg.Append(FormattableString.Invariant($"<text class=\"legend\" x=\"{x}\" y=\"{y + 4}\">"))
            .Append(Escape(text))
            .Append("</text>\n");

    private static string Escape(string text) => Xml.Escape(text);
}
