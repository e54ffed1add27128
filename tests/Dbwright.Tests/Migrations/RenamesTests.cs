using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Migrations;

public sealed class RenamesTests
{
    private static readonly RelationalSchema Old = Schema("orders", "total", "note");
    private static readonly RelationalSchema New = Schema("purchases", "amount", "note");

    [Fact]
    public void Remarks_and_options_say_the_same()
    {
        var remarked = Renames.Remarked(
            "create table x ();\n-- dbwright:rename orders=purchases\n  --dbwright:rename orders.total = amount\r\n-- other\n",
            "new.sql"
        );
        Assert.Equal([("orders", "purchases"), ("orders.total", "amount")], remarked.Items.Select(r => (r.Old, r.New)));
        Assert.Equal(new Location("new.sql", 2, 1), remarked.Items[0].At);
        var given = Renames.Parse(["orders=purchases", "orders.total=amount"]);
        Assert.Equal(Diff.Between(Old, New, remarked), Diff.Between(Old, New, given));
        Assert.Equal(
            ["table orders renamed to purchases", "column orders.total renamed to amount"],
            Diff.Between(Old, New, given).Select(c => $"{c}")
        );
    }

    [Fact]
    public void A_remark_stays_when_what_it_says_is_done()
    {
        const string remarks = "-- dbwright:rename orders=purchases\n-- dbwright:rename orders.total=amount\n";
        Assert.Empty(Diff.Between(New, New, Renames.Remarked(remarks, "new.sql")));
        Assert.Throws<Failure>(() => Diff.Between(New, New, Renames.Parse(["orders=purchases"])));
        Assert.Throws<Failure>(() => Diff.Between(New, New, Renames.Remarked("-- dbwright:rename ordres=elsewhere", "new.sql")));
    }

    [Theory]
    [InlineData("orders.totl=amount", "orders.total")]
    [InlineData("ordres=purchases", "orders")]
    [InlineData("orders=purchase", "purchases")]
    [InlineData("status.opn=new", "status.open")]
    public void An_unknown_name_is_refused_with_the_nearest(string rename, string nearest)
    {
        var from = Old with { Enums = [new(QualifiedName.Of("status"), ["open", "done"])] };
        var to = New with { Enums = [new(QualifiedName.Of("status"), ["new", "done"])] };
        var failure = Assert.Throws<Failure>(() => Diff.Between(from, to, Renames.Parse([rename])));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal($"Did you mean {nearest}?", failure.Findings[0].Fix);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("=x")]
    [InlineData("a=b=c")]
    public void What_is_no_rename_is_refused(string text)
    {
        Assert.Equal("rename-form", Assert.Throws<Failure>(() => Renames.Parse([text])).Findings[0].Rule);
    }

    [Fact]
    public void All_errors_come_at_once()
    {
        var failure = Assert.Throws<Failure>(() => Diff.Between(Old, New, Renames.Parse(["a=b", "orders.x=y"])));
        Assert.Equal(2, failure.Findings.Count);
    }

    [Fact]
    public void A_proposal_is_made_and_not_applied()
    {
        var proposals = RenameProposals.Between(Old, New);
        var table = Assert.Single(proposals);
        Assert.Equal("orders=purchases", table.Option);
        Assert.InRange(table.Confidence, 0.5m, 0.99m);
        Assert.NotEmpty(table.Reasons);
        Assert.Contains(Diff.Between(Old, New), c => c is Change.Dropped { Part: SchemaPart.TablePart });

        var column = Assert.Single(RenameProposals.Between(Old, New, Renames.Parse([table.Option])));
        Assert.Equal("orders.total=amount", column.Option);
        Assert.Empty(RenameProposals.Between(Old, New, Renames.Parse([table.Option, column.Option])));
    }

    [Fact]
    public void What_is_not_alike_is_not_proposed()
    {
        var other = new RelationalSchema("postgresql")
        {
            Tables = [new(QualifiedName.Of("weather")) { Columns = [new("day", new DataType.Date())] }],
        };
        Assert.Empty(RenameProposals.Between(Old, other));
    }

    [Fact]
    public void A_value_in_the_same_place_is_proposed()
    {
        var from = Old with { Enums = [new(QualifiedName.Of("status"), ["open", "finished"])] };
        var to = Old with { Enums = [new(QualifiedName.Of("status"), ["open", "finish"])] };
        Assert.Equal("status.finished=finish", Assert.Single(RenameProposals.Between(from, to)).Option);
    }

    [Fact]
    public void The_way_back_of_renames_renames_back()
    {
        var changes = Diff.Between(Old, New, Renames.Parse(["orders=purchases", "orders.total=amount"]));
        var sql = MigrationPlanner.For(Change.Reverse(changes), New, Old, PostgreSqlEngine.Create()).Sql();
        Assert.Contains("alter table purchases rename to orders", sql, StringComparison.Ordinal);
        Assert.Contains("alter table orders rename column amount to total", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("drop", sql, StringComparison.Ordinal);
    }

    private static RelationalSchema Schema(string table, params string[] columns) =>
        new("postgresql")
        {
            Tables =
            [
                new(QualifiedName.Of(table))
                {
                    Columns =
                    [
                        new("id", new DataType.Integer(64)),
                        new("placed_at", new DataType.Timestamp(WithZone: true)),
                        .. columns.Select(c => new Column(c, c == "note" ? new DataType.Text() : new DataType.Decimal(19, 2))),
                    ],
                    PrimaryKey = new("pk", ["id"]),
                },
            ],
        };
}
