using System.Collections.Concurrent;
using Dbwright.Conformance.Diff;
using Dbwright.Conformance.PostgreSql;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.MariaDb;

/// <summary>
/// The referee for MariaDB: a database of every case in <c>cases/inspect/mariadb</c> and <c>cases/diff/mariadb</c>, and the one that what is
/// written of it makes, are printed alike by <c>mariadb-dump</c>. Cases with something that is not read, and is named, are left out. With
/// DBWRIGHT_CASES only those whose name contains that text.
/// </summary>
public sealed class MariaDbDumpTests(ITestOutputHelper output)
{
    private const string Account = "-- account: ";

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MariaDbEngine.Create();

    [DumpFact]
    public Task What_is_read_and_written_dumps_alike() =>
        AllAsync(
            Directory
                .EnumerateFiles(Repository.PathOf("cases", "inspect", "mariadb"), "*.sql")
                .Select(f => (Path.GetFileName(f), File.ReadAllText(f)))
        );

    [DumpFact]
    public Task What_the_cases_of_diff_compare_dumps_alike() =>
        AllAsync(
            DiffCase
                .All(Repository.PathOf("cases", "diff", "mariadb"))
                .SelectMany(c => new[] { ($"{c}, from", c.From), ($"{c}, to", c.To) })
                .DistinctBy(c => c.Item2)
        );

    private async Task AllAsync(IEnumerable<(string Name, string Sql)> all)
    {
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var cases = all.Where(c => c.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        await DiffAccounts.MakeAsync(await Servers.MariaDb(), Never);
        var failures = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (it, _) =>
            {
                try
                {
                    await There_and_back(it.Sql);
                }
                catch (Exception e) when (e is EngineException or Failure or InvalidOperationException)
                {
                    failures[it.Name] = e.Message;
                }
            }
        );
        output.WriteLine($"{cases.Count} cases, {failures.Count} failed");
        Assert.True(
            failures.IsEmpty,
            string.Join("\n\n", failures.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\n{f.Value}"))
        );
    }

    private static async Task There_and_back(string sql)
    {
        await using var first = await Servers.MariaDbDatabase();
        await using (var administrator = await first.Database.OpenAsync(SandboxUser.Administrator, Never))
        {
            foreach (var account in sql.Split('\n').Where(l => l.StartsWith(Account, StringComparison.Ordinal)))
            {
                await administrator.ExecuteAsync($"create {account[Account.Length..]}", Never);
            }
        }

        await first.Session.ExecuteAsync(sql, Never);
        var schema = await Engine.Inspector!.ReadAsync(first.Session, Never);
        if ((await Engine.Inspector.UnreadAsync(first.Session, Never)).Count > 0)
        {
            return;
        }

        await using var second = await Servers.MariaDbDatabase();
        var written = Engine.Writer!.Create(schema).Select(d => ClientScript.Close(Engine.Name, d.Sql));
        await second.Session.ExecuteAsync(string.Concat(written), Never);
        var (dump, copy) = (await MariaDbDump.OfAsync(first.Database, Never), await MariaDbDump.OfAsync(second.Database, Never));
        if (dump != copy)
        {
            throw new InvalidOperationException(DumpText.Difference(dump.Split('\n'), copy.Split('\n')));
        }
    }

    // What was not compared counts as skipped, not as passed.
    private sealed class DumpFactAttribute : FactAttribute
    {
        public DumpFactAttribute() => Skip = MariaDbDump.IsInstalled ? null : "mariadb-dump is not installed.";
    }
}
