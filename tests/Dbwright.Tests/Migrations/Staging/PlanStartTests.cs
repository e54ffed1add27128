using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

/// <summary>What a plan was made for stands in its first file and is read back, whatever the tables are called.</summary>
public sealed class PlanStartTests
{
    private static readonly Engine PostgreSql = PostgreSqlEngine.Create();

    [Theory]
    [InlineData("orders")]
    [InlineData("Odd, name")]
    [InlineData("a \"quoted\" one")]
    [InlineData("sales.orders")]
    public void It_is_read_as_it_was_written(string name)
    {
        var start = PlanStart.Of(Plan(name), PostgreSql)!;

        var read = PlanStart.Of(new ScriptFile("V1__a.sql", $"-- A plan.\n{start.Remark}\n\nselect 1;\n"));

        Assert.Equal(start, read);
        Assert.Equal("postgresql:16", start.Server);
        Assert.Equal(start.Fingerprint, read!.Now(Schema(name), PostgreSql));
    }

    [Fact]
    public void Comments_and_other_tables_do_not_count_and_columns_do()
    {
        var start = PlanStart.Of(Plan("orders"), PostgreSql)!;
        var schema = Schema("orders");
        var table = schema.Tables[0];

        Assert.Equal(start.Fingerprint, start.Now(schema with { Tables = [table with { Comment = "x" }] }, PostgreSql));
        Assert.Equal(start.Fingerprint, start.Now(schema with { Tables = [table, new(new("", "others"))] }, PostgreSql));
        Assert.NotEqual(start.Fingerprint, start.Now(schema with { Tables = [] }, PostgreSql));
        Assert.NotEqual(
            start.Fingerprint,
            start.Now(schema with { Tables = [table with { Columns = [new("id", new DataType.Integer(64))] }] }, PostgreSql)
        );
    }

    private static RelationalSchema Schema(string name) =>
        new("postgresql")
        {
            Version = new(16, 4),
            Tables = [new Table(new("", name)) { Columns = [new("id", new DataType.Integer(32))] }],
        };

    private static StagedPlan Plan(string name)
    {
        var start = Schema(name);
        var goal = start with
        {
            Tables =
            [
                start.Tables[0] with
                {
                    Columns = [.. start.Tables[0].Columns, new("note", new DataType.Text(null, false))],
                },
            ],
        };
        return StagePlanner.Whole(start, goal, Renames.None, PostgreSql);
    }
}
