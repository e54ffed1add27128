using System.Text.Json;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>The reference readers of DBML and Mermaid take what dbwright writes, and understand by it what was meant.</summary>
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
            Assert.Equal(schemas[i].Tables.Count, tables.Count);
            foreach (var (table, understood) in schemas[i].Tables.Zip(tables))
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
                schemas[i].Enums.Select(e => e.Values.Count),
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
            Assert.Equal(
                schemas[i].Tables.Select(t => t.Columns.Count),
                entities.Select(e => e.GetProperty("attributes").GetArrayLength())
            );
            Assert.Equal(schemas[i].Tables.Sum(t => t.ForeignKeys.Count), read[i].GetProperty("relationships").GetInt32());
        }
    }

    /// <summary>The shop, the examples, and schemas of chance with names that need care.</summary>
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
        return [DesignFixture.Shop.Schema, .. examples, .. Enumerable.Range(1, 40).Select(generator.Schema)];
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
