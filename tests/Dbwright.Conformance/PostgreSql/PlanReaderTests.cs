using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

public sealed class PlanReaderTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly IPlanReader Reader = PostgreSqlEngine.Create().PlanReader!;
    private static readonly StatementParameter Number = new("n", new DataType.Integer(64), new ParameterSource.Fixed(1L));

    [Fact]
    public async Task A_plan_is_one_neutral_tree_with_the_values_known()
    {
        await using var database = await PreparedAsync();
        var rare = new Statement("select * from t a where kind = $1", [Number]);
        var plan = await Reader.ReadAsync(database.Session, rare, [9L], run: true, Never);
        var scan = plan.Walk().First(n => n.Index is not null);
        Assert.Equal("idx_t_kind", scan.Index);
        Assert.True(scan.Operation is PlanOperation.IndexScan or PlanOperation.BitmapScan);
        Assert.Equal(10, plan.ActualRows);
        Assert.NotNull(plan.Milliseconds);
        Assert.Equal(1, plan.Loops);

        // The planner knows the value: the common one is found by reading the whole table.
        var common = await Reader.ReadAsync(database.Session, rare, [1L], run: false, Never);
        Assert.Equal(PlanOperation.TableScan, common.Operation);
        Assert.Equal("Seq Scan on t a", common.Label);
        Assert.Equal("t", common.Relation);
        Assert.Null(common.ActualRows);
        Assert.InRange(common.EstimatedRows!.Value, 9_000, 10_000);
    }

    [Fact]
    public async Task Joins_sorts_and_aggregates_are_told()
    {
        await using var database = await PreparedAsync();
        var statement = new Statement(
            "select b.kind, count(*) from t a left join t b on b.id = a.kind where a.id < $1 group by b.kind order by 2 desc",
            [Number]
        );
        var operations = (await Reader.ReadAsync(database.Session, statement, [5000L], run: true, Never))
            .Walk()
            .Select(n => n.Operation)
            .ToHashSet();
        Assert.Superset(
            new HashSet<PlanOperation> { PlanOperation.Join, PlanOperation.Sort, PlanOperation.Aggregate },
            operations
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_write_changes_is_undone(bool within)
    {
        await using var database = await PreparedAsync();
        var session = database.Session;
        if (within)
        {
            await session.BeginAsync(Never);
            await session.ExecuteAsync("delete from t where id = 1", Never);
        }

        var plan = await Reader.ReadAsync(session, new("delete from t where id < $1", [Number]), [100L], run: true, Never);
        Assert.Equal(PlanOperation.Modify, plan.Operation);
        Assert.Equal("Delete on t", plan.Label);
        if (within)
        {
            await session.CommitAsync(Never);
        }

        Assert.Equal(within ? 9_999L : 10_000L, (await session.QueryAsync("select count(*) from t", [], Never))[0][0]);
    }

    [Fact]
    public async Task An_error_leaves_the_session_usable()
    {
        await using var database = await PreparedAsync();
        var error = await Assert.ThrowsAsync<EngineException>(() =>
            Reader.ReadAsync(database.Session, new("select 1 / (id - id) from t where id = $1", [Number]), [1L], true, Never)
        );
        Assert.Equal("22012", error.Code);
        Assert.Equal(1, (await database.Session.QueryAsync("select 1", [], Never))[0][0]);
    }

    private static async Task<TestDatabase> PreparedAsync()
    {
        var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(
            """
            create table t (id bigint primary key, kind bigint not null);
            insert into t select n, case when n % 1000 = 0 then 9 else 1 end from generate_series(1, 10000) n;
            create index idx_t_kind on t (kind);
            """,
            Never
        );
        await PostgreSqlEngine.Create().Statistics!.AnalyzeAsync(database.Session, Never);
        return database;
    }
}
