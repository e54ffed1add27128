using Dbwright.Documents;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Documents;

public sealed class SchemaPageTests
{
    [Fact]
    public void The_shop() => Golden.Match(SchemaPage.Markdown(DesignFixture.Shop.Schema), "shop.md");

    [Fact]
    public void Every_kind_of_object_has_its_place()
    {
        var name = new QualifiedName("app", "thing");
        var policy = new ObjectId(ObjectKind.Policy, name, "own");
        var schema = new RelationalSchema("postgresql")
        {
            Version = new EngineVersion(17, 2),
            Extensions = [new("citext") { Version = "1.6", Schema = "app" }],
            Enums = [new(new("app", "state"), ["on", "off"]) { Comment = "A state | of things." }],
            Domains =
            [
                new(new("app", "positive"), new DataType.Integer(32)) { Nullable = false, Checks = [new("ck", "VALUE > 0")] },
            ],
            Composites = [new(new("app", "pair"), [new("a", new DataType.Text())])],
            Sequences = [new(new("app", "numbers"), new DataType.Integer(64)) { Increment = 5, OwnedBy = new(name, "id") }],
            Routines =
            [
                new(new("app", "twice"), "a integer", "integer", "sql", "select a * 2")
                {
                    Options = "immutable",
                    Comment = "Twice.",
                },
            ],
            Views =
            [
                new(new("app", "open_things"), "select id\nfrom app.thing")
                {
                    Materialized = true,
                    Columns = [new("id", new DataType.Integer(64)) { Comment = "Which." }],
                    Indexes = [new("idx_open", [IndexPart.Of("id")]) { Unique = true }],
                },
            ],
            Tables =
            [
                new(name)
                {
                    Comment = "Holds *things*.",
                    PartitionBy = "range (id)",
                    Columns =
                    [
                        new("id", new DataType.Integer(64)) { Identity = IdentityKind.Always },
                        new("twice", new DataType.Integer(64)) { Generated = new("id * 2", true), Nullable = true },
                        new("name", new DataType.Text())
                        {
                            Collation = "C",
                            Default = "'x'",
                            Details = [new("storage", "external")],
                        },
                    ],
                    PrimaryKey = new("pk_thing", ["id"]),
                    Checks = [new("ck_name", "name <> ''") { NotValid = true }],
                    Exclusions = [new("ex", "using gist (id with =)")],
                    Triggers = [new("t", "after", ["insert", "update"], "app.f()") { ForStatement = true }],
                    Details = [new("unlogged")],
                },
                new(new("app", "thing_2026")) { PartitionOf = new(name, "for values from (1) to (2)") },
            ],
            VirtualTables = [new(new("", "words"), "fts5", ["name"])],
            Objects = [new(policy, "create policy own on app.thing")],
            Grants = [new(new(ObjectKind.Table, name), "web", "insert"), new(new(ObjectKind.Table, name), "web", "select", true)],
            Revocations = [new(new(ObjectKind.Function, new("app", "twice"), "integer"), "public", "execute")],
            Owners = [new(new(ObjectKind.Table, name), "keeper")],
            Comments = [new(policy, "Only one's own.")],
        };
        Golden.Match(SchemaPage.Markdown(schema), "all.md");
    }
}
