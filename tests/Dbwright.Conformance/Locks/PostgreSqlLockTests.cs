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
    private const string Relations =
        "select c.oid::bigint, c.relname::text, c.relkind::text, coalesce(pg_relation_filenode(c.oid), 0)::bigint"
        + " from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'v', 'i')";

    private static readonly IReadOnlyList<LockCase> Cases = LockCase.All(Repository.PathOf("cases", "locks", "postgresql.yaml"));

    [Fact]
    public void The_table_says_what_was_measured()
    {
        var failures = new List<string>();
        foreach (var it in Cases)
        {
            var target = LintTarget.Parse($"postgresql:{Math.Max(it.Since, 15)}");
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
        foreach (var it in Cases.Where(c => session.Version.AtLeast(c.Since)))
        {
            await session.ExecuteAsync("drop schema public cascade; create schema public", CancellationToken.None);
            await session.ExecuteAsync(it.Setup, CancellationToken.None);
            try
            {
                if (await MeasureAsync(session, it) is { } failure)
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

    private static async Task<string?> MeasureAsync(ISession session, LockCase it)
    {
        await session.BeginAsync(CancellationToken.None);
        try
        {
            await session.ExecuteAsync($"set local timezone = '{it.Zone}'", CancellationToken.None);
            var before = await RelationsAsync(session);
            var scansBefore = await ScansAsync(session);
            await session.ExecuteAsync(it.Sql, CancellationToken.None);
            var locks = new Dictionary<string, RelationLock>(StringComparer.Ordinal);
            foreach (
                var row in await session.QueryAsync(
                    "select relation::bigint, mode::text from pg_locks where pid = pg_backend_pid() and granted and locktype = 'relation'",
                    [],
                    CancellationToken.None
                )
            )
            {
                if (before.TryGetValue((long)row[0]!, out var relation) && relation.Kind != "i")
                {
                    var taken = LockCase.LockOf((string)row[1]!);
                    locks[relation.Name] = locks.TryGetValue(relation.Name, out var other) && other > taken ? other : taken;
                }
            }

            var after = await RelationsAsync(session);
            var scans = await ScansAsync(session) > scansBefore;
            var rewrites = Rewrites(before, after, it);
            foreach (var name in it.Also.Where(n => !it.Locks.ContainsKey(n)))
            {
                locks.Remove(name);
            }

            // What is compared only where a case names it: reading locks of tables that a query or a check looks at.
            var isScanKnown = it.Also.Count == 0;
            var measured = Show(locks, rewrites, isScanKnown ? scans || rewrites != Rewritten.Nothing : it.Scans);
            var expected = Show(it.Locks, it.Rewrites, it.Scans);
            return measured == expected ? null : $"the case says {expected}, the server {measured}";
        }
        finally
        {
            await session.RollbackAsync(CancellationToken.None);
        }
    }

    private static Rewritten Rewrites(
        Dictionary<long, (string Name, string Kind, long File)> before,
        Dictionary<long, (string Name, string Kind, long File)> after,
        LockCase it
    )
    {
        // An index that is made anew for another type of its column may keep its file.
        var files = before.Values.Select(r => r.File).ToHashSet();
        var result = Rewritten.Nothing;
        foreach (var (id, relation) in after)
        {
            var isOld = before.TryGetValue(id, out var old);
            if (it.Rewrites == Rewritten.Nothing && it.Also.Contains(relation.Name))
            {
                continue;
            }

            if (isOld && old.File != relation.File && relation.Kind is "r" or "m")
            {
                return Rewritten.Table;
            }

            if (
                relation.Kind == "i"
                && relation.File != 0
                && !files.Contains(relation.File)
                && !it.Also.Any(a => relation.Name.StartsWith(a, StringComparison.Ordinal))
                && !it.Sql.StartsWith("create table", StringComparison.Ordinal)
            )
            {
                result = Rewritten.Indexes;
            }
        }

        return result;
    }

    private static async Task<Dictionary<long, (string Name, string Kind, long File)>> RelationsAsync(ISession session) =>
        (await session.QueryAsync(Relations, [], CancellationToken.None)).ToDictionary(
            r => (long)r[0]!,
            r => ((string)r[1]!, (string)r[2]!, (long)r[3]!)
        );

    private static async Task<long> ScansAsync(ISession session) =>
        (long)
            (
                await session.QueryAsync(
                    "select coalesce(sum(seq_scan), 0)::bigint from pg_stat_xact_all_tables where schemaname = 'public'",
                    [],
                    CancellationToken.None
                )
            )[0][0]!;

    private static string Show(IReadOnlyDictionary<string, RelationLock> locks, Rewritten rewrites, bool scans) =>
        $"{string.Join(" ", locks.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}:{l.Value}"))} rewrites {rewrites} scans {scans}";
}
