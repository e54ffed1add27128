using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Diff;

/// <summary>
/// The cases in <c>cases/diff</c>, each run both ways on a real server: the plan run on the first schema gives the second, and the plan
/// back, run on the second, gives the first. With DBWRIGHT_CASES only those whose file and name contain that text.
/// </summary>
public sealed partial class DiffCaseTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    public static TheoryData<string> Engines =>
        new(
            Directory
                .EnumerateDirectories(Repository.PathOf("cases", "diff"))
                .Select(d => Path.GetFileName(d))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_plan_leads_there_and_back(string engineName)
    {
        var engine = EngineCatalog.Find(engineName);
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var cases = DiffCase
            .All(Repository.PathOf("cases", "diff", engineName))
            .Where(c => $"{c}".Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.NotEmpty(cases);
        var failures = new ConcurrentDictionary<int, string>();
        var watch = Stopwatch.StartNew();
        var server = await ServerOf(engine);
        if (engine.Name == "mariadb")
        {
            await DiffAccounts.MakeAsync(server, Never);
        }

        await Parallel.ForEachAsync(
            Enumerable.Range(0, cases.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (i, cancellation) =>
            {
                try
                {
                    await new Run(engine, server, cases[i]).There_and_back(cancellation);
                }
                catch (Exception e)
                    when (e is CaseFailure or EngineException or Failure or InvalidOperationException or ArgumentException)
                {
                    failures[i] = $"{cases[i]}\n{(e is CaseFailure or EngineException or Failure ? e.Message : e)}";
                }
            }
        );
        output.WriteLine($"{cases.Count} cases in {watch.Elapsed.TotalSeconds:0.0} s, {failures.Count} failed");
        Assert.True(
            failures.IsEmpty,
            $"{failures.Count} of {cases.Count} cases failed:\n\n{string.Join("\n\n", failures.OrderBy(f => f.Key).Select(f => f.Value))}"
        );
    }

    private static Task<ISandbox> ServerOf(Engine engine) =>
        engine.Name switch
        {
            "postgresql" => Servers.PostgreSql(),
            "mariadb" => Servers.MariaDb(),
            _ => engine.Require<ISandboxes>().StartAsync(new(SandboxMode.Scratch), _ => { }, Never),
        };

    private sealed class CaseFailure(string message) : Exception(message);

    private sealed partial class Run(Engine engine, ISandbox server, DiffCase it)
    {
        private readonly IInspector inspector = engine.Require<IInspector>();

        public async Task There_and_back(CancellationToken cancellation)
        {
            await using var first = await DatabaseAsync(cancellation);
            if (first.Session.Version.Major < it.Since)
            {
                return;
            }

            await ExecuteAsync(first.Session, it.From, "from", cancellation);
            await using var second = await DatabaseAsync(it.To, "to", cancellation);
            var from = await inspector.ReadAsync(first.Session, cancellation);
            var to = await inspector.ReadAsync(second.Session, cancellation);
            Same(from, from);
            Same(to, to);

            var changes = Migrations.Diff.Between(from, to, Renames.Parse(it.Renames));
            var there = MigrationPlanner.For(changes, from, to, engine);
            var back = MigrationPlanner.For(Change.Reverse(changes), to, from, engine);
            var text = there.Sql();
            if (changes.Count == 0)
            {
                throw new CaseFailure("The two schemas do not differ.");
            }

            Check(there, text);
            if (it.IsRefused != there.Findings.Any(f => f.Severity == Severity.Error && f.Rule != MigrationPlanner.LosesValues))
            {
                throw new CaseFailure($"The plan is {(it.IsRefused ? "not " : "")}refused:\n{text}");
            }

            if (it.IsRefused)
            {
                return;
            }

            if (it.Rows is { } rows)
            {
                await ExecuteAsync(first.Session, rows, "rows", cancellation);
            }

            await ApplyAsync(first.Session, there, "there", cancellation);
            Equal(to, await inspector.ReadAsync(first.Session, cancellation), "there", there);
            foreach (var (query, value) in it.Expect)
            {
                var found = await first.Session.QueryAsync(query, [], cancellation);
                var shown = string.Join("|", found.Select(r => string.Join(",", r.Select(Shown))));
                if (shown != value)
                {
                    throw new CaseFailure($"{query}\ngives {shown}, expected {value}, after\n{text}");
                }
            }

            await ApplyAsync(second.Session, back, "back", cancellation);
            Equal(from, await inspector.ReadAsync(second.Session, cancellation), "back", back);
        }

        private static string Shown(object? value) =>
            value switch
            {
                null => "null",
                bool b => b ? "true" : "false",
                DateTime t => t.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                IEnumerable<string> list => $"{{{string.Join(",", list)}}}",
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? "",
            };

        private void Check(MigrationPlan plan, string text)
        {
            var flat = Flat(text);
            foreach (var must in it.Must.Where(m => !Says(flat, m)))
            {
                throw new CaseFailure($"The plan does not say `{must}`:\n{text}");
            }

            foreach (var mustNot in it.MustNot.Where(m => Says(flat, m)))
            {
                throw new CaseFailure($"The plan says `{mustNot}`:\n{text}");
            }

            var hazards = plan
                .Steps.SelectMany(s => s.Hazards)
                .Select(h => h.Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            if (
                it.Hazards is { } expected
                && !hazards.SequenceEqual(expected.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            )
            {
                throw new CaseFailure(
                    $"The hazards are [{string.Join(", ", hazards)}], expected [{string.Join(", ", expected)}]:\n{text}"
                );
            }

            var findings = plan.Findings.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal).ToList();
            if (!findings.SequenceEqual(it.Findings.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                throw new CaseFailure($"The findings are [{string.Join(", ", findings)}]:\n{text}");
            }
        }

        private static bool Says(string flat, string what) =>
            what is ['/', .., '/']
                ? Regex.IsMatch(flat, what[1..^1], RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))
                : flat.Contains(Flat(what), StringComparison.OrdinalIgnoreCase);

        private static string Flat(string text) => Spaces().Replace(text, " ").Trim();

        private static void Same(RelationalSchema a, RelationalSchema b)
        {
            if (Migrations.Diff.Between(a, b) is { Count: > 0 } changes)
            {
                throw new CaseFailure($"A schema differs from itself: {string.Join("; ", changes)}");
            }
        }

        private static void Equal(RelationalSchema expected, RelationalSchema actual, string way, MigrationPlan plan)
        {
            var changes = Migrations.Diff.Between(expected, actual);
            if (changes.Count > 0)
            {
                var lines = changes.Select(c =>
                    c is Change.Changed(var a, var b, _) ? $"{c}\n    expected {a}\n    found    {b}" : $"{c}"
                );
                throw new CaseFailure($"The way {way} leads elsewhere:\n{string.Join("\n", lines)}\nafter\n{plan.Sql()}");
            }

            var needs = expected
                .Dependencies.Except(actual.Dependencies)
                .Concat(actual.Dependencies.Except(expected.Dependencies))
                .ToList();
            if (needs.Count > 0)
            {
                throw new CaseFailure($"The way {way} gives other dependencies: {string.Join("; ", needs)}\nafter\n{plan.Sql()}");
            }
        }

        private async Task<TestDatabase> DatabaseAsync(string sql, string what, CancellationToken cancellation)
        {
            var made = await DatabaseAsync(cancellation);
            await ExecuteAsync(made.Session, sql, what, cancellation);
            return made;
        }

        private async Task<TestDatabase> DatabaseAsync(CancellationToken cancellation)
        {
            var database = await server.CreateDatabaseAsync(cancellation);
            return new(database, await database.OpenAsync(SandboxUser.Owner, cancellation));
        }

        private static async Task ApplyAsync(ISession session, MigrationPlan plan, string way, CancellationToken cancellation)
        {
            foreach (var group in plan.Transactions())
            {
                var open = plan.Transactional && group[0].InTransaction;
                if (open)
                {
                    await session.BeginAsync(cancellation);
                }

                foreach (var step in group)
                {
                    try
                    {
                        await session.ExecuteAsync(step.Sql, cancellation);
                    }
                    catch (EngineException e)
                    {
                        throw new CaseFailure($"The way {way} fails: {e.Message} at\n{step.Sql}\nof\n{plan.Sql()}");
                    }
                }

                if (open)
                {
                    await session.CommitAsync(cancellation);
                }
            }
        }

        private static async Task ExecuteAsync(ISession session, string sql, string what, CancellationToken cancellation)
        {
            try
            {
                if (sql.Trim().Length > 0)
                {
                    await session.ExecuteAsync(sql, cancellation);
                }
            }
            catch (EngineException e)
            {
                throw new CaseFailure($"The text of `{what}` is wrong: {e.Message}\n{sql}");
            }
        }

        [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
        private static partial Regex Spaces();
    }
}
