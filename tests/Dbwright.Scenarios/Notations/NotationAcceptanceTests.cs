using System.Text.Json;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>The reference readers of DBML, Mermaid, PlantUML and Graphviz take what dbwright writes, and understand by it what was meant.</summary>
public sealed class NotationAcceptanceTests
{
    [Fact]
    public async Task Dbml_is_understood_by_its_own_parser()
    {
        var schemas = Schemas();
        var read = await ReferenceReader.ReadAsync("dbml", schemas.Select(s => DbmlWriter.Write(s)));
        for (var i = 0; i < schemas.Count; i++)
        {
            var tables = read[i].GetProperty("tables").EnumerateArray().ToList();
            var written = schemas[i]
                .Tables.Where(t => t.Columns.Count > 0)
                .OrderBy(t => t.Name.Schema.Length == 0 ? 0 : 1)
                .ToList();
            Assert.Equal(written.Count, tables.Count);
            foreach (var (table, understood) in written.Zip(tables))
            {
                Assert.Equal(table.Name.Name, understood.GetProperty("name").GetString());
                var fields = understood.GetProperty("fields").EnumerateArray().ToList();
                Assert.Equal(table.Columns.Select(c => c.Name), fields.Select(f => f.GetProperty("name").GetString()));
                Assert.Equal(table.Columns.Select(c => !c.Nullable), fields.Select(f => f.GetProperty("notNull").GetBoolean()));
            }

            var refs = read[i]
                .GetProperty("refs")
                .EnumerateArray()
                .Select(r => r.GetProperty("name").GetString())
                .Order(StringComparer.Ordinal);
            Assert.Equal(DrawnKeys(schemas[i]).Order(StringComparer.Ordinal), refs);
            Assert.Equal(
                schemas[i].Enums.Select(e => e.Values.Count(v => v.Length > 0)).Where(c => c > 0),
                read[i].GetProperty("enums").EnumerateArray().Select(e => e.GetProperty("values").GetArrayLength())
            );
        }
    }

    [Fact]
    public async Task Dbml_is_read_as_its_own_parser_reads_it()
    {
        var engine = PostgreSqlEngine.Create();
        var sample = await File.ReadAllTextAsync(Repository.PathOf("tests", "Dbwright.Tests", "Formats", "Samples", "shop.dbml"));
        List<string> texts = [sample, .. Schemas().Select(s => DbmlWriter.Write(s))];
        var read = await ReferenceReader.ReadAsync("dbml", texts);
        for (var i = 0; i < texts.Count; i++)
        {
            var schema = DbmlReader.Read(texts[i], "x.dbml", engine);
            var tables = read[i].GetProperty("tables").EnumerateArray().ToList();
            foreach (var understood in tables)
            {
                var name = understood.GetProperty("name").GetString();
                var table = schema.Tables.Single(t => t.Name.Name == name);
                var fields = understood.GetProperty("fields").EnumerateArray().ToList();
                Assert.Equal(fields.Select(f => f.GetProperty("name").GetString()), table.Columns.Select(c => c.Name));
                var keys = fields.Where(f => f.GetProperty("pk").GetBoolean()).Select(f => f.GetProperty("name").GetString());
                Assert.All(keys, k => Assert.Contains(k, table.PrimaryKey!.Columns));
            }

            // A many-to-many relation is a table here and a reference there.
            var references = read[i].GetProperty("refs").EnumerateArray().ToList();
            var joins = references.Count(IsManyToMany);
            Assert.Equal(references.Count - joins, schema.Tables.Sum(t => t.ForeignKeys.Count) - (2 * joins));
        }
    }

    [Fact]
    public async Task Mermaid_is_understood_by_its_own_parser()
    {
        var schemas = Schemas();
        var read = await ReferenceReader.ReadAsync("mermaid", schemas.Select(s => MermaidWriter.Write(s)));
        for (var i = 0; i < schemas.Count; i++)
        {
            Assert.Equal("er", read[i].GetProperty("diagramType").GetString());
            var entities = read[i].GetProperty("entities").EnumerateArray().ToList();
            IEnumerable<string> expected =
            [
                .. schemas[i].Tables.Select(t => Shown([$"{t.Name}", .. t.Columns.Select(c => c.Name)])),
                .. schemas[i]
                    .Views.Select(v =>
                        Shown([$"{v.Name} ({(v.Materialized ? "materialized view" : "view")})", .. v.Columns.Select(c => c.Name)])
                    ),
            ];
            Assert.Equal(expected, entities.Select(Attributes));
            Assert.Equal(schemas[i].Tables.Sum(t => t.ForeignKeys.Count), read[i].GetProperty("relationships").GetInt32());
        }
    }

    [Fact]
    public async Task Plantuml_draws_what_is_in_the_schema()
    {
        var schemas = Schemas();
        var read = await ReferenceReader.ReadAsync("plantuml", schemas.Select(s => PlantUmlWriter.Write(s)));
        for (var i = 0; i < schemas.Count; i++)
        {
            var boxes = read[i].GetProperty("boxes").EnumerateArray().ToList();
            var schema = schemas[i];
            IEnumerable<string> expected =
            [
                .. schema.Enums.Select(e => Shown([$"{e.Name}", .. e.Values])),
                .. schema.Tables.Select(t => Shown([$"{t.Name}", .. KeyFirst(t).Select(c => $"{Member(c)}{Marks(t, c)}")])),
                .. schema.Views.Select(v =>
                    Shown([v.Materialized ? "«materialized view»" : "«view»", $"{v.Name}", .. v.Columns.Select(Member)])
                ),
            ];
            Assert.Equal(expected, boxes.Select(Lines));
            Assert.Equal(
                schema.Tables.Select(t => t.Columns.Count(c => !c.Nullable)),
                boxes.Skip(schema.Enums.Count).Take(schema.Tables.Count).Select(b => b.GetProperty("mandatory").GetInt32())
            );
            Assert.Equal(
                schema
                    .Tables.SelectMany(t =>
                        t.ForeignKeys.Select(f => (f.ReferencedTable, t.Name, Shown([string.Join(", ", f.Columns)])))
                    )
                    .Order(),
                Links(read[i], Names(boxes.Skip(schema.Enums.Count), schema)).Order()
            );
        }

        static string Member(Column column) => $"{column.Name} : {TypeText.Write(column.Type)}";
    }

    [Fact]
    public async Task Graphviz_draws_what_is_in_the_schema()
    {
        var schemas = Schemas();
        var read = await ReferenceReader.ReadAsync("dot", schemas.Select(s => DotWriter.Write(s)));
        for (var i = 0; i < schemas.Count; i++)
        {
            var boxes = read[i].GetProperty("boxes").EnumerateArray().ToList();
            var schema = schemas[i];
            IEnumerable<string> expected =
            [
                .. schema.Tables.Select(t => Shown([$"{t.Name}", .. t.Columns.Select(Member)])),
                .. schema.Views.Select(v =>
                    Shown([$"{v.Name} ({(v.Materialized ? "materialized view" : "view")})", .. v.Columns.Select(Member)])
                ),
            ];
            Assert.Equal(expected, boxes.Select(Lines));
            Assert.Equal(
                schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => (t.Name, f.ReferencedTable))).Order(),
                Links(read[i], Names(boxes, schema)).Select(l => (l.From, l.To)).Order()
            );
        }

        static string Member(Column column) => $"{column.Name} {TypeText.Write(column.Type)}{(column.Nullable ? "?" : "")}";
    }

    // A name that the notation does not take is the first of the remarks.
    private static string Attributes(JsonElement entity) =>
        Shown([
            entity.GetProperty("name").GetString()!,
            .. entity
                .GetProperty("attributes")
                .EnumerateArray()
                .Select(a =>
                    a.GetProperty("comment").GetString() is { Length: > 0 } comment && comment != "may be null"
                        ? comment.EndsWith("; may be null", StringComparison.Ordinal)
                            ? comment[..^13]
                            : comment
                        : a.GetProperty("name").GetString()!
                ),
        ]);

    /// <summary>What a picture cannot keep apart: blanks of any number and kind, and where they stand at an end.</summary>
    private static string Shown(IEnumerable<string> lines) =>
        string.Join('\n', lines.Select(l => string.Join(' ', l.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries))));

    private static string Lines(JsonElement box) => Shown(box.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!));

    private static Dictionary<string, QualifiedName> Names(IEnumerable<JsonElement> boxes, RelationalSchema schema) =>
        boxes
            .Zip(schema.Tables.Select(t => t.Name).Concat(schema.Views.Select(v => v.Name)))
            .ToDictionary(p => p.First.GetProperty("name").GetString()!, p => p.Second);

    private static IEnumerable<(QualifiedName From, QualifiedName To, string Text)> Links(
        JsonElement read,
        Dictionary<string, QualifiedName> names
    ) =>
        read.GetProperty("links")
            .EnumerateArray()
            .Select(l =>
                (
                    names[l.GetProperty("from").GetString()!],
                    names[l.GetProperty("to").GetString()!],
                    Shown([l.GetProperty("text").GetString()!])
                )
            );

    private static IEnumerable<Column> KeyFirst(Table table) =>
        table.Columns.OrderBy(c => table.PrimaryKey?.Columns.Contains(c.Name) == true ? 0 : 1);

    private static string Marks(Table table, Column column) =>
        string.Concat(
            new[]
            {
                table.PrimaryKey?.Columns.Contains(column.Name) == true ? " «PK»" : "",
                table.ForeignKeys.Any(f => f.Columns.Contains(column.Name)) ? " «FK»" : "",
                table.Uniques.Any(u => u.Columns is [var only] && only == column.Name) ? " «UK»" : "",
            }
        );

    /// <summary>The shop, the examples, what is awkward, and schemas of chance with names that need care.</summary>
    private static Sequence<RelationalSchema> Schemas()
    {
        var engine = PostgreSqlEngine.Create();
        var examples = Directory
            .EnumerateFiles(Repository.PathOf("examples"), "requirements.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => Designer.For(RequirementsReader.Read(f), engine).Schema);
        var generator = new SchemaGenerator(
            engine,
            [
                new(new DataType.Integer(64)) { Defaults = ["-1"], Checks = ["{0} > 0"] },
                new(new DataType.Text()) { Defaults = ["'it''s'", "'a' || 'b'"], Checks = ["{0} <> '`'"] },
                new(new DataType.Decimal(19, 2)) { Defaults = ["0.00"] },
                new(new DataType.Array(new DataType.Text())),
                new(new DataType.Native("postgresql", "timestamp with time zone")),
            ]
        );
        return
        [
            DesignFixture.Shop.Schema,
            .. examples,
            AwkwardSchema.Of("postgresql"),
            .. Enumerable.Range(1, 40).Select(generator.Schema),
        ];
    }

    private static bool IsManyToMany(JsonElement reference) =>
        reference.GetProperty("endpoints").EnumerateArray().All(e => e.GetProperty("relation").GetString() == "*");

    private static IEnumerable<string> DrawnKeys(RelationalSchema schema)
    {
        var seen = new HashSet<(QualifiedName, Sequence<string>, QualifiedName, Sequence<string>)>();
        return schema
            .Tables.SelectMany(t => t.ForeignKeys.Select(f => (Table: t, Key: f)))
            .Where(p => (p.Table.Name, p.Key.Columns) != (p.Key.ReferencedTable, p.Key.ReferencedColumns))
            .Where(p => seen.Add((p.Table.Name, p.Key.Columns, p.Key.ReferencedTable, p.Key.ReferencedColumns)))
            .Select(p => p.Key.Name);
    }
}
