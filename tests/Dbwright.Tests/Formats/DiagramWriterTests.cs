using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class DiagramWriterTests
{
    /// <summary>The shop with a view, and with objects of every other kind.</summary>
    private static readonly RelationalSchema Shop = DesignFixture.Shop.Schema with
    {
        Views =
        [
            new(QualifiedName.Of("order_totals"), "select id, total from orders")
            {
                Columns = [new("id", new DataType.Integer(64)), new("total", new DataType.Decimal(19, 2))],
            },
            new(new("app", "kept"), "select 1") { Materialized = true },
        ],
    };

    [Fact]
    public void Shop_as_plantuml() => Golden.Match(PlantUmlWriter.Write(Shop), "shop.puml");

    [Fact]
    public void Shop_as_dot() => Golden.Match(DotWriter.Write(Shop), "shop.dot");

    [Fact]
    public void Shop_with_views_as_mermaid() => Golden.Match(MermaidWriter.Write(Shop), "shop.mmd");

    [Fact]
    public void Parts_of_tables_and_tables_of_modules_are_shown()
    {
        var schema = new RelationalSchema("sqlite")
        {
            Tables =
            [
                new(QualifiedName.Of("events")) { Columns = [new("at", new DataType.Date())], PartitionBy = "range (at)" },
                new(QualifiedName.Of("events_2026"))
                {
                    Columns = [new("at", new DataType.Date())],
                    PartitionOf = new(QualifiedName.Of("events"), "for values from (1) to (2)"),
                },
                new(QualifiedName.Of("kinds")) { Inherits = [QualifiedName.Of("events")] },
            ],
            VirtualTables =
            [
                new(QualifiedName.Of("found"), "fts5", ["title", "\"the body\" unindexed", "content='events'", "prefix='2 3'"])
                {
                    ContentOf = QualifiedName.Of("events"),
                },
                new(QualifiedName.Of("places"), "rtree", ["id", "x1", "x2", "+name text"]),
            ],
        };
        Golden.Match(MermaidWriter.Write(schema), "parts.mmd");
        Golden.Match(PlantUmlWriter.Write(schema), "parts.puml");
        Golden.Match(DotWriter.Write(schema), "parts.dot");
    }

    [Fact]
    public void Any_names_make_texts_that_stay_on_their_lines()
    {
        for (var number = 0; number < 60; number++)
        {
            var schema = GeneratedSchema.Of(number);
            schema = schema with
            {
                Tables = schema.Tables.DistinctBy(t => t.Name).ToSequence(),
                Views = schema.Views.DistinctBy(v => v.Name).Where(v => schema.Tables.All(t => t.Name != v.Name)).ToSequence(),
            };
            var plant = PlantUmlWriter.Write(schema);
            Assert.Equal(Lines(plant, "entity "), schema.Tables.Count + schema.Views.Count + schema.VirtualTables.Count);
            Assert.Equal(
                Lines(plant, "}"),
                schema.Tables.Count + schema.Views.Count + schema.VirtualTables.Count + schema.Enums.Count
            );
            Assert.DoesNotContain("</script>", DotWriter.Write(schema), StringComparison.Ordinal);
        }
    }

    private static int Lines(string text, string start) =>
        text.Split('\n').Count(l => l.StartsWith(start, StringComparison.Ordinal));
}
