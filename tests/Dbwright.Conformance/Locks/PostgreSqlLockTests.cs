using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Locks;

/// <summary>
/// The cases in <c>cases/locks/postgresql.yaml</c>: what the rules believe of a statement, and what the server does: its locks before the
/// commit, the files of tables and indexes before and behind it, the scans of its transaction.
/// </summary>
public sealed class PostgreSqlLockTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<LockCase> Cases = LockCase.All(Repository.PathOf("cases", "locks", "postgresql.yaml"));

    [Fact]
    public void The_table_says_what_was_measured()
    {
        var failures = new List<string>();
        foreach (var it in Cases)
        {
            var target = LintTarget.Parse($"postgresql:{(it.Until > 0 ? it.Until - 1 : Math.Max(it.Since, 15))}");
            var setup = SqlParser.Parse(it.Setup, SqlDialect.PostgreSql);
            var statement = SqlParser.Parse(it.Sql, SqlDialect.PostgreSql);
            Assert.True(setup.Errors.Count + statement.Errors.Count == 0, it.Name);
            var entry = LockTable.Find(setup.Statements, Assert.Single(statement.Statements), target, it.Zone == "UTC");
            var expected = Show(it.Locks, it.Rewrites, it.Scans);
            var believed = entry is null
                ? Show(new Dictionary<string, RelationLock>(), Rewritten.Nothing, false)
                : Show(entry.Locks.ToDictionary(l => l.Table, l => l.Lock, StringComparer.Ordinal), entry.Rewrites, entry.Scans);
            if (believed != expected)
            {
                failures.Add($"{it.Name}: measured {expected}, believed {believed}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task The_server_does_what_the_case_says()
    {
        var failures = new List<string>();
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        var measured = 0;
        foreach (
            var it in Cases.Where(c => session.Version.AtLeast(c.Since) && !(c.Until > 0 && session.Version.AtLeast(c.Until)))
        )
        {
            await session.ExecuteAsync("drop owned by current_user cascade", CancellationToken.None);
            await session.ExecuteAsync(it.Setup, CancellationToken.None);
            try
            {
                if (await MeasureAsync(database, it) is { } failure)
                {
                    failures.Add($"{it.Name}: {failure}");
                }

                measured++;
            }
            catch (EngineException e)
            {
                failures.Add($"{it.Name}: {e.Message}");
            }
        }

        output.WriteLine($"{measured} statements measured on PostgreSQL {session.VersionText}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(measured > 90);
    }

    [Theory]
    [InlineData("create index concurrently zz on t (a)", "t:ShareUpdateExclusive", Rewritten.Indexes)]
    [InlineData("drop index concurrently t_b", "t:ShareUpdateExclusive", Rewritten.Nothing)]
    [InlineData("vacuum t", "t:ShareUpdateExclusive", Rewritten.Nothing)]
    [InlineData("vacuum full t", "t:AccessExclusive", Rewritten.Table)]
    [InlineData("alter table pt detach partition q concurrently", "pt:ShareUpdateExclusive q:AccessExclusive", Rewritten.Nothing)]
    public async Task Locks_of_statements_that_refuse_transactions_are_seen_while_they_wait(
        string sql,
        string locks,
        Rewritten rewrites
    )
    {
        await using var database = await Servers.PostgreSqlDatabase();
        if (sql.Contains("detach", StringComparison.Ordinal) && !database.Session.Version.AtLeast(14))
        {
            return;
        }

        await database.Session.ExecuteAsync(
            """
            create table t (a int, b int); create index t_b on t (b); insert into t values (1, 1);
            create table pt (k int) partition by range (k); create table q partition of pt for values from (1) to (10)
            """,
            CancellationToken.None
        );
        var step = Assert.Single(PostgreSqlEngine.Create().Require<ISteps>().Read(sql));

        var measure = await PostgreSqlEngine
            .Create()
            .Require<ILockMeter>()
            .MeasureAsync(database.Database, database.Session, step, CancellationToken.None);

        var seen = measure.Locks.ToDictionary(l => l.Object.Name.Name, l => l.Lock, StringComparer.Ordinal);
        foreach (var expected in locks.Split(' ').Select(l => l.Split(':')))
        {
            Assert.Equal(expected[1], seen.GetValueOrDefault(expected[0]).ToString());
        }

        Assert.Equal(rewrites, measure.Rewrites);
        Assert.False(measure.IsComplete);
    }

    [Fact]
    public async Task In_a_transaction_the_locks_of_earlier_statements_are_not_counted_again()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        var meter = PostgreSqlEngine.Create().Require<ILockMeter>();
        await session.ExecuteAsync("create table t (a int, b text); insert into t values (1, 'x')", CancellationToken.None);
        await session.BeginAsync(CancellationToken.None);

        var index = await MeasureAsync("create index t_a on t (a)");
        var column = await MeasureAsync("alter table t alter column a set not null");
        var again = await MeasureAsync("alter table t add column c int");
        await session.CommitAsync(CancellationToken.None);

        Assert.Equal(RelationLock.Share, Assert.Single(index.Locks).Lock);
        Assert.Equal(["t"], index.Scanned.Select(t => t.Name));
        Assert.Contains(column.Locks, l => l is { Object.Name.Name: "t", Lock: RelationLock.AccessExclusive });
        Assert.Contains(column.Messages, m => m.Contains("verifying table", StringComparison.Ordinal));
        Assert.Empty(again.Locks);

        Task<StatementMeasure> MeasureAsync(string sql) =>
            meter.MeasureAsync(database.Database, session, new(0, sql, StepKind.Plain), CancellationToken.None);
    }

    [Fact]
    public async Task A_statement_that_fails_leaves_nothing_behind_and_says_where()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var meter = PostgreSqlEngine.Create().Require<ILockMeter>();

        var error = await Assert.ThrowsAsync<EngineException>(() =>
            meter.MeasureAsync(
                database.Database,
                database.Session,
                new(0, "create table x as select nothing from nowhere", StepKind.Plain),
                CancellationToken.None
            )
        );

        Assert.Equal("42P01", error.Code);
        Assert.Equal(38, error.Offset);
        await database.Session.ExecuteAsync("create table x (a int)", CancellationToken.None);
    }

    private static async Task<string?> MeasureAsync(TestDatabase database, LockCase it)
    {
        await database.Session.ExecuteAsync($"set timezone = '{it.Zone}'", CancellationToken.None);
        var measure = await PostgreSqlEngine
            .Create()
            .Require<ILockMeter>()
            .MeasureAsync(database.Database, database.Session, new(0, it.Sql, StepKind.Plain), CancellationToken.None);
        var disagreements = MeasuredReview.Disagreements(
            it,
            LintTarget.Parse($"postgresql:{database.Session.Version.Major}"),
            database.Session.VersionText,
            measure
        );
        if (disagreements.Count > 0)
        {
            return string.Join(' ', disagreements);
        }

        var locks = measure
            .Locks.Where(l => l.Object.Kind is not (MeasuredKind.Index or MeasuredKind.Sequence))
            .Where(l => it.Locks.ContainsKey(l.Object.Name.Name) || !it.Also.Contains(l.Object.Name.Name))
            .ToDictionary(l => l.Object.Name.Name, l => l.Lock, StringComparer.Ordinal);

        // What is compared only where a case names it: what the server does to tables beside the one that the statement is about.
        var written = measure
            .Written.Where(w => it.Rewrites != Rewritten.Nothing || !it.Also.Contains((w.Table ?? w.Name).Name))
            .ToSequence();
        var rewrites = (measure with { Written = written }).Rewrites;
        var isScanKnown = it.Also.Count == 0;
        var measured = Show(locks, rewrites, isScanKnown ? measure.Scanned.Count > 0 : it.Scans);
        var expected = Show(it.Locks, it.Rewrites, it.Scans);
        return measured == expected ? null : $"the case says {expected}, the server {measured}";
    }

    private static string Show(IReadOnlyDictionary<string, RelationLock> locks, Rewritten rewrites, bool scans) =>
        $"{string.Join(" ", locks.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}:{l.Value}"))} rewrites {rewrites} scans {scans}";
}
