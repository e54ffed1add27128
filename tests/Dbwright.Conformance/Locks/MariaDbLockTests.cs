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
        var failures = new List<string>();
        foreach (var it in Cases)
        {
            var algorithm = await FirstAsync(database.Session, it, ["instant", "nocopy", "inplace", "copy"], "algorithm");
            var taken = await FirstAsync(database.Session, it, ["none", "shared"], "lock");
            var measured = $"{algorithm}{(taken == "shared" ? " shared" : "")}";
            if (measured != it.Algorithm)
            {
                failures.Add($"{it.Name}: the case says {it.Algorithm}, the server {measured}");
            }
        }

        output.WriteLine($"{Cases.Count} statements measured on MariaDB {database.Session.VersionText}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    // The first of the clauses that the server accepts, each tried on a table of its own.
    private static async Task<string> FirstAsync(ISession session, LockCase it, IReadOnlyList<string> values, string clause)
    {
        var refusal = "";
        foreach (var value in values)
        {
            await session.ExecuteAsync("drop table if exists t; drop table if exists p", CancellationToken.None);
            await session.ExecuteAsync(it.Setup, CancellationToken.None);
            try
            {
                var sql = it.Sql.Replace("alter table t ", $"alter table t {clause}={value}, ", StringComparison.Ordinal);
                await session.ExecuteAsync(sql, CancellationToken.None);
                return value;
            }
            catch (EngineException e)
            {
                refusal = e.Message;
            }
        }

        return refusal;
    }
}
