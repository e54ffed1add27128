using System.Xml.Linq;
using Dbwright.Documents;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Documents;

public class EntityDiagramTests
{
    public static TheoryData<int, int> Sizes =>
        new()
        {
            { 1, 0 },
            { 2, 1 },
            { 5, 8 },
            { 20, 30 },
            { 45, 90 },
            { 120, 260 },
        };

    [Fact]
    public void Shop_has_no_overlaps_and_no_line_through_a_box() => AssertClean(DesignFixture.Shop.Schema);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Any_schema_has_no_overlaps_and_no_line_through_a_box(int tables, int keys)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            AssertClean(Random(tables, keys, seed));
        }
    }

    [Fact]
    public void The_same_schema_gives_the_same_bytes_in_whatever_order_its_tables_stand()
    {
        var schema = DesignFixture.Shop.Schema;
        var turned = schema with { Tables = schema.Tables.Reverse().ToSequence() };
        Assert.Equal(EntityDiagram.Svg(schema), EntityDiagram.Svg(turned));
    }

    [Fact]
    public void It_is_well_formed_and_shows_every_table_and_foreign_key_without_reaching_outside()
    {
        var schema = DesignFixture.Shop.Schema;
        var svg = EntityDiagram.Svg(schema);
        var root = XDocument.Parse(svg).Root!;
        var texts = root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToHashSet();
        Assert.All(schema.Tables, t => Assert.Contains(t.Name.Name, texts));
        var links = root.Descendants().Where(e => (string?)e.Attribute("class") == "link").ToList();
        Assert.Equal(schema.Tables.Sum(t => t.ForeignKeys.Count), links.Count);
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_comments_are_never_markup()
    {
        var table = new Table(QualifiedName.Of("<script>alert(1)</script>"))
        {
            Comment = "a & b \" ' <b> \u0001",
            Columns = [new("\"><x", new DataType.Native("e", "a<b"))],
        };
        var svg = EntityDiagram.Svg(new RelationalSchema("postgresql") { Tables = [table] });
        var root = XDocument.Parse(svg).Root!;
        Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "script" or "b" or "x");
    }

    [Fact]
    public void A_schema_without_tables_is_an_empty_picture() =>
        Assert.Equal("svg", XDocument.Parse(EntityDiagram.Svg(new RelationalSchema("sqlite"))).Root!.Name.LocalName);

    [Fact]
    public void A_crowded_diagram_shows_keys_only()
    {
        var svg = EntityDiagram.Svg(Random(EntityDiagram.MostFullTables + 1, 40, 3));
        Assert.Contains("more</text>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">filler_1<", svg, StringComparison.Ordinal);
    }

    private static void AssertClean(RelationalSchema schema)
    {
        var layout = EntityDiagram.Layout(schema, TypeText.Write);
        Assert.Equal(schema.Tables.Count, layout.Boxes.Count);
        Assert.InRange(layout.Width / (double)layout.Height, 0.5, 2.0);
        var boxes = layout.Boxes;
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.InRange(boxes[i].X, 0, layout.Width - boxes[i].Width);
            Assert.InRange(boxes[i].Y, 0, layout.Height - boxes[i].Height);
            for (var j = 0; j < i; j++)
            {
                Assert.False(Overlap(boxes[i], boxes[j]), $"{boxes[i].Title} overlaps {boxes[j].Title}");
            }
        }

        foreach (var edge in layout.Edges)
        {
            AssertClean(edge, layout);
        }
    }

    private static void AssertClean(DiagramEdge edge, DiagramLayout layout)
    {
        Assert.Contains(edge.Points[0].X, new[] { edge.Child.X, edge.Child.X + edge.Child.Width });
        Assert.Contains(edge.Points[^1].X, new[] { edge.Parent.X, edge.Parent.X + edge.Parent.Width });
        Assert.InRange(edge.Points[0].Y, edge.Child.Y, edge.Child.Y + edge.Child.Height);
        Assert.InRange(edge.Points[^1].Y, edge.Parent.Y, edge.Parent.Y + edge.Parent.Height);
        for (var i = 1; i < edge.Points.Count; i++)
        {
            var (a, b) = (edge.Points[i - 1], edge.Points[i]);
            Assert.True(a.X == b.X || a.Y == b.Y, $"{edge.Key.Name} runs aslant");
            Assert.All(new[] { a, b }, p => Assert.InRange(p.X, 0, layout.Width));
            Assert.All(new[] { a, b }, p => Assert.InRange(p.Y, 0, layout.Height));
            foreach (var box in layout.Boxes)
            {
                var isInside =
                    Math.Max(a.X, b.X) > box.X
                    && Math.Min(a.X, b.X) < box.X + box.Width
                    && Math.Max(a.Y, b.Y) > box.Y
                    && Math.Min(a.Y, b.Y) < box.Y + box.Height;
                Assert.False(isInside, $"{edge.Key.Name} runs through {box.Title}");
            }
        }
    }

    private static bool Overlap(DiagramBox a, DiagramBox b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    /// <summary>Tables of different heights with references between any of them, to themselves too.</summary>
    private static RelationalSchema Random(int tables, int keys, int seed)
    {
        var random = new Random(seed);
        var referring = Enumerable
            .Range(0, keys)
            .Select(_ => (From: random.Next(tables), To: random.Next(tables)))
            .ToLookup(p => p.From, p => p.To);
        return new RelationalSchema("postgresql")
        {
            Tables = Enumerable
                .Range(0, tables)
                .Select(i =>
                {
                    var lines = referring[i].Select((to, n) => $"ref_{n} -> t{to}{(n % 2 == 0 ? "?" : "")}");
                    var fillers = Enumerable.Range(0, random.Next(25)).Select(n => $"filler_{n} text");
                    return DesignFixture.Table($"t{i}", "", "id", [.. lines, .. fillers]);
                })
                .ToSequence(),
        };
    }
}
