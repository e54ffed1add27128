using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Conformance.Locks;

/// <summary>
/// The cases in <c>cases/locks/mariadb.yaml</c>: how the rules believe that an ALTER TABLE is carried out, and the cheapest ALGORITHM and the
/// mildest LOCK that the server accepts for it.
/// </summary>
public sealed class MariaDbLockTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<LockCase> Cases = LockCase.All(Repository.PathOf("cases", "locks", "mariadb.yaml"));

    [Fact]
    public void The_table_says_what_was_measured()
    {
        var target = LintTarget.Parse("mariadb:10.11");
        var failures = new List<string>();
        foreach (var it in Cases)
        {
            var setup = SqlParser.Parse(it.Setup, SqlDialect.MariaDb);
            var statement = SqlParser.Parse(it.Sql, SqlDialect.MariaDb);
            Assert.True(setup.Errors.Count + statement.Errors.Count == 0, it.Name);
            var cost = MySqlAlterTable.Of(
                setup.Statements,
                Assert.IsType<AlterStatement>(Assert.Single(statement.Statements)),
                target
            );
            var believed = $"{cost.Algorithm.ToString().ToLowerInvariant()}{(cost.StopsWrites ? " shared" : "")}";
            if (believed != it.Algorithm)
            {
                failures.Add($"{it.Name}: measured {it.Algorithm}, believed {believed}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task The_server_does_what_the_case_says()
    {
        await using var database = await Servers.MariaDbDatabase();
        var meter = MariaDbEngine.Create().Require<ILockMeter>();
        var failures = new List<string>();
        foreach (var it in Cases)
        {
            await database.Session.ExecuteAsync("drop table if exists t; drop table if exists p", CancellationToken.None);
            await database.Session.ExecuteAsync(it.Setup, CancellationToken.None);
            var measure = await meter.MeasureAsync(
                database.Database,
                database.Session,
                new(0, it.Sql, StepKind.Alone),
                CancellationToken.None
            );
            failures.AddRange(
                MeasuredReview
                    .Disagreements(it, LintTarget.Parse("mariadb:10.11"), database.Session.VersionText, measure)
                    .Select(d => $"{it.Name}: {d}")
            );
            var measured =
                $"{measure.Way?.Algorithm.ToString().ToLowerInvariant()}{(measure.Way is { StopsWrites: true } ? " shared" : "")}";
            if (measured != it.Algorithm)
            {
                failures.Add($"{it.Name}: the case says {it.Algorithm}, the server {measured}");
            }
        }

        output.WriteLine($"{Cases.Count} statements measured on MariaDB {database.Session.VersionText}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("alter table t partition by hash (id) partitions 2", MySqlAlgorithm.Copy)]
    [InlineData("alter table t engine = aria", MySqlAlgorithm.Copy)]
    [InlineData("alter table pa remove partitioning", MySqlAlgorithm.Copy)]
    [InlineData("alter table pa add partition (partition p3 values less than (30))", MySqlAlgorithm.Instant)]
    [InlineData("alter table pa drop partition p1", MySqlAlgorithm.Instant)]
    [InlineData("alter table pa reorganize partition p1, p2 into (partition p3 values less than (20))", MySqlAlgorithm.Copy)]
    [InlineData("create index t_a on t (a)", MySqlAlgorithm.NoCopy)]
    [InlineData("drop index t_b on t", MySqlAlgorithm.NoCopy)]
    [InlineData("alter table t nowait add column z int", MySqlAlgorithm.Instant)]
    [InlineData("alter table t wait 5 modify a bigint", MySqlAlgorithm.Copy)]
    [InlineData("alter table t add column z int, algorithm=instant", null)]
    [InlineData("alter table t modify a bigint, algorithm=copy", MySqlAlgorithm.Copy)]
    public async Task What_the_server_accepts_and_does_not_keep_to_is_seen_with_and_without_rows(
        string sql,
        MySqlAlgorithm? expected
    )
    {
        foreach (var hasRows in new[] { true, false })
        {
            await using var database = await Servers.MariaDbDatabase();
            await database.Session.ExecuteAsync(
                """
                create table t (id int primary key, a int, b int, key t_b (b)) engine=innodb;
                create table pa (id int primary key) engine=innodb partition by range (id)
                    (partition p1 values less than (10), partition p2 values less than (20))
                """,
                CancellationToken.None
            );
            if (hasRows)
            {
                await database.Session.ExecuteAsync(
                    "insert into t values (1, 1, 1); insert into pa values (1)",
                    CancellationToken.None
                );
            }

            var measure = await MariaDbEngine
                .Create()
                .Require<ILockMeter>()
                .MeasureAsync(database.Database, database.Session, new(0, sql, StepKind.Alone), CancellationToken.None);

            // Of clauses that the statement says itself only a copy of rows is known.
            var isSaid = sql.Contains("algorithm=", StringComparison.Ordinal);
            Assert.Equal(isSaid && !hasRows ? null : expected, measure.Way?.Algorithm);
        }
    }
}
