using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class SchemaFolderTests
{
    [Theory]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    [InlineData("mariadb")]
    public void Every_statement_of_the_schema_is_in_exactly_one_file(string name)
    {
        var engine = EngineCatalog.Find(name);
        var requirements = RequirementsReader.Read(Repository.PathOf("examples", "ecommerce", "requirements.yaml"));
        var schema = Designer.For(requirements, engine).Schema;
        var files = SchemaFolder.Write(schema, engine);

        Assert.Equal("schema.sql", files[0].Path);
        var included = files[0]
            .Content.Split('\n')
            .Where(l => l.EndsWith(".sql", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[^1]);
        Assert.Equal(files.Skip(1).Select(f => f.Path), included);
        Assert.Equal(
            schema.Tables.Select(t => $"tables/{t.Name}.sql").Order(StringComparer.Ordinal),
            files
                .Select(f => f.Path)
                .Where(p =>
                    p.StartsWith("tables/", StringComparison.Ordinal)
                    && schema.VirtualTables.All(v => p != $"tables/{v.Name}.sql")
                )
                .Order(StringComparer.Ordinal)
        );
        var all = string.Join("\n", files.Select(f => f.Content));
        foreach (var definition in engine.Writer!.Create(schema).Where(d => name != "mariadb" || d.Kind is not "table"))
        {
            Assert.Equal(2, all.Split($"{definition.Sql.TrimEnd().TrimEnd(';')};\n").Length);
        }
    }

    [Fact]
    public void Tables_that_refer_to_each_other_get_their_references_at_the_end()
    {
        var schema = new RelationalSchema("postgresql")
        {
            Tables = [Table("a", "b"), Table("b", "a"), Table("c", "a")],
            Views = [new(new("app", "v"), "select 1")],
        }.Sorted();
        var files = SchemaFolder.Write(schema, PostgreSqlEngine.Create());
        Assert.Equal(
            [
                "schema.sql",
                "schemas/app.sql",
                "tables/a.sql",
                "tables/b.sql",
                "tables/c.sql",
                "links/a.sql",
                "links/b.sql",
                "views/app.v.sql",
            ],
            files.Select(f => f.Path)
        );

        static Table Table(string name, string other) =>
            new(QualifiedName.Of(name))
            {
                Columns = [new("id", new DataType.Integer(64)), new("other_id", new DataType.Integer(64))],
                PrimaryKey = new($"pk_{name}", ["id"]),
                ForeignKeys = [new($"fk_{name}", ["other_id"], QualifiedName.Of(other), ["id"])],
            };
    }
}
