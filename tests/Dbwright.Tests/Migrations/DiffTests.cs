using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Migrations;

/// <summary>What holds of the differences between any two schemas.</summary>
public sealed class DiffTests
{
    private static readonly SchemaGenerator Generator = new(
        PostgreSqlEngine.Create(),
        [
            new(new DataType.Integer(64))
            {
                Defaults = ["0"],
                Checks = ["{0} > 0"],
                Generated = "{0} * 2",
            },
            new(new DataType.Text()) { Defaults = ["'x'"], Checks = ["{0} <> ''"] },
            new(new DataType.Timestamp(WithZone: true)) { Defaults = ["now()"] },
            new(new DataType.Boolean()) { Ordered = false },
        ]
    );

    private static readonly Arbitrary<(RelationalSchema, RelationalSchema)> Pairs = Gen.Choose(0, 100_000)
        .Two()
        .Select(p => (Generator.Schema(p.Item1), Generator.Schema(p.Item2)))
        .ToArbitrary();

    [Fact]
    public void A_schema_does_not_differ_from_itself_in_any_order()
    {
        Prop.ForAll(
                Generator.Arbitrary(),
                schema =>
                {
                    Assert.Empty(Diff.Between(schema, schema));
                    Assert.Empty(Diff.Between(schema, Backwards(schema)));
                    Assert.Empty(Diff.Between(schema with { Version = new(13) }, schema with { Version = new(18) }));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_difference_is_found()
    {
        Prop.ForAll(
                Pairs,
                pair =>
                {
                    var (a, b) = pair;
                    Assert.Equal(Sorted(a) == Sorted(b), Diff.Between(a, b).Count == 0);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Changes_read_backwards_twice_are_the_same_and_once_are_those_of_the_way_back()
    {
        Prop.ForAll(
                Pairs,
                pair =>
                {
                    var (a, b) = pair;
                    var there = Diff.Between(a, b);
                    Assert.Equal(there, Change.Reverse(Change.Reverse(there)));
                    Assert.Equal(
                        Texts(Diff.Between(b, a)).Order(StringComparer.Ordinal),
                        Texts(Change.Reverse(there)).Order(StringComparer.Ordinal)
                    );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Plans_are_the_same_each_time_and_change_nothing_where_nothing_differs()
    {
        var engine = PostgreSqlEngine.Create();
        for (var number = 0; number < 20; number++)
        {
            var (a, b) = (Generator.Schema(number), Generator.Schema(number + 1000));
            Assert.Equal("", MigrationPlanner.For(Diff.Between(a, a), a, a, engine).Sql());
            var first = MigrationPlanner.For(Diff.Between(a, b), a, b, engine);
            var other = Backwards(a);
            Assert.Equal(first.Sql(), MigrationPlanner.For(Diff.Between(other, b), other, b, engine).Sql());
            Assert.NotEmpty(first.Steps);
            Assert.NotEqual(first.From, SchemaParts.Fingerprint(b));
            Assert.Equal(first.From, SchemaParts.Fingerprint(Backwards(a)));
        }
    }

    [Fact]
    public void A_change_says_what_it_is_about()
    {
        var a = Schema(new Table(QualifiedName.Of("t")) { Columns = [new("id", new DataType.Integer(32)) { Nullable = true }] });
        var b = Schema(new Table(QualifiedName.Of("t")) { Columns = [new("id", new DataType.Integer(64)) { Default = "0" }] });
        Assert.Equal(
            ["column t.id changed: nullable, type", "default of column t.id created"],
            Texts(Diff.Between(a, b)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(new ObjectId(ObjectKind.Column, QualifiedName.Of("t"), "id"), Diff.Between(a, b)[0].On);
    }

    [Fact]
    public void Schemas_of_two_engines_are_not_compared()
    {
        var failure = Assert.Throws<Failure>(() => Diff.Between(new("postgresql"), new("sqlite")));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
    }

    private static RelationalSchema Schema(params Table[] tables) => new("postgresql") { Tables = [.. tables] };

    // Column order is no difference; the sets of a sorted schema are in one order.
    private static RelationalSchema Sorted(RelationalSchema schema) =>
        schema.Sorted() with
        {
            Version = null,
            Tables = schema
                .Sorted()
                .Tables.Select(t => t with { Columns = t.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).ToSequence() })
                .ToSequence(),
        };

    private static RelationalSchema Backwards(RelationalSchema schema) =>
        schema with
        {
            Tables = schema
                .Tables.Reverse()
                .Select(t =>
                    t with
                    {
                        Columns = t.Columns.Reverse().ToSequence(),
                        Checks = t.Checks.Reverse().ToSequence(),
                        Indexes = t.Indexes.Reverse().ToSequence(),
                        ForeignKeys = t.ForeignKeys.Reverse().ToSequence(),
                    }
                )
                .ToSequence(),
            Enums = schema.Enums.Reverse().ToSequence(),
            Routines = schema.Routines.Reverse().ToSequence(),
        };

    private static IEnumerable<string> Texts(IEnumerable<Change> changes) => changes.Select(c => $"{c}");
}
