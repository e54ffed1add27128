using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Model;

public sealed class SchemaComparisonTests
{
    private static readonly QualifiedName Name = new("app", "thing");
    private static readonly ObjectId Id = new(ObjectKind.Policy, Name, "own");
    private static readonly RelationalSchema Empty = new("postgresql");

    private static readonly Table Plain = new(Name) { Columns = [new("a", new DataType.Boolean())] };

    public static TheoryData<RelationalSchema, string> Objects =>
        new()
        {
            { Empty with { Extensions = [new("citext")] }, "extension citext" },
            { Empty with { Enums = [new(Name, ["a"])] }, "type app.thing" },
            { Empty with { Domains = [new(Name, new DataType.Text())] }, "domain app.thing" },
            { Empty with { Composites = [new(Name, [])] }, "composite type app.thing" },
            { Empty with { Sequences = [new(Name, new DataType.Integer(64))] }, "sequence app.thing" },
            { Empty with { Routines = [new(Name, "a integer", "integer", "sql", "select 1")] }, "function app.thing(a integer)" },
            {
                Empty with
                {
                    Routines = [new(Name, "", "", "sql", "select 1") { Kind = RoutineKind.Procedure }],
                },
                "procedure app.thing()"
            },
            { Empty with { Views = [new(Name, "select 1")] }, "view app.thing" },
            { Empty with { Objects = [new(Id, "create policy")] }, "object policy app.thing.own" },
            { Empty with { Grants = [new(Id, "web", "select")] }, "grant of select on policy app.thing.own to web" },
            { Empty with { Revocations = [new(Id, "web", "select")] }, "revocation of select on policy app.thing.own from web" },
            { Empty with { Owners = [new(Id, "web")] }, "owner of policy app.thing.own" },
            { Empty with { Comments = [new(Id, "why")] }, "comment on policy app.thing.own" },
            { Empty with { Tables = [new(Name)] }, "table app.thing" },
            { Empty with { VirtualTables = [new(Name, "fts5", [])] }, "virtual table app.thing" },
        };

    public static TheoryData<Table, string> Parts =>
        new()
        {
            { Plain with { Columns = [new("a", new DataType.Boolean()) { Inherited = true }] }, "column a: expected" },
            { Plain with { Columns = [.. Plain.Columns, new("b", new DataType.Boolean())] }, "column b is unexpected" },
            { Plain with { PrimaryKey = new("pk", ["a"]) }, "primary key pk is unexpected" },
            { Plain with { Uniques = [new("uq", ["a"])] }, "unique constraint uq is unexpected" },
            { Plain with { Checks = [new("ck", "a")] }, "check ck is unexpected" },
            { Plain with { Exclusions = [new("ex", "using gist (a with =)")] }, "exclusion constraint ex is unexpected" },
            { Plain with { ForeignKeys = [new("fk", ["a"], Name, ["a"])] }, "foreign key fk is unexpected" },
            { Plain with { Indexes = [new("idx", [IndexPart.Of("a")])] }, "index idx is unexpected" },
            { Plain with { Triggers = [new("tr", "after", ["insert"], "f()")] }, "trigger tr is unexpected" },
            { Plain with { PartitionBy = "range (a)" }, "partitioning of the table is unexpected" },
            { Plain with { PartitionOf = new(Name, "default") }, "place among partitions is unexpected" },
            { Plain with { Inherits = [QualifiedName.Of("base")] }, "parent base is unexpected" },
            { Plain with { Comment = "x" }, "comment of the table is unexpected" },
            { Plain with { Details = [new("unlogged")] }, "is unexpected" },
        };

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_that_only_one_schema_has_is_named(RelationalSchema schema, string name)
    {
        Assert.Equal([$"{name} is missing"], SchemaComparison.Differences(schema, Empty));
        Assert.Equal([$"{name} is unexpected"], SchemaComparison.Differences(Empty, schema));
        Assert.Empty(SchemaComparison.Differences(schema, schema));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_that_differs_is_named(Table table, string words)
    {
        var difference = Assert.Single(
            SchemaComparison.Differences(Empty with { Tables = [Plain] }, Empty with { Tables = [table] })
        );
        Assert.StartsWith("app.thing ", difference, StringComparison.Ordinal);
        Assert.Contains(words, difference, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_engine_words_itself_is_no_difference()
    {
        var written = Empty with
        {
            Version = new EngineVersion(17),
            Extensions = [new("citext") { Version = "1.6" }],
            Domains = [new(Name, new DataType.Decimal(10)) { Checks = [new("ck", "value > 0")] }],
            Views = [new(Name, "select 1")],
            Tables = [Plain with { Checks = [new("ck", "a")] }],
        };
        var read = Empty with
        {
            Extensions = [new("citext")],
            Domains = [new(Name, new DataType.Decimal(10, 0)) { Checks = [new("ck", "(VALUE > 0)")] }],
            Views = [new(Name, " SELECT 1") { Columns = [new("?column?", new DataType.Integer(32))] }],
            Tables = [Plain with { Checks = [new("ck", "(a)")] }],
        };
        Assert.Empty(SchemaComparison.Differences(written, read));
    }
}
