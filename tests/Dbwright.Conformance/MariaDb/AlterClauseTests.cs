using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Conformance.Diff;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.MariaDb;

/// <summary>
/// Measures what the alterer claims: of every statement of every case, a stronger clause than the one chosen is refused, and the rows that the
/// server says it copied agree with the algorithm that the statement names. The server accepts INSTANT for some changes and copies all the
/// same, so that a clause alone proves nothing.
/// </summary>
public sealed partial class AlterClauseTests(ITestOutputHelper output)
{
    private static readonly Engine Engine = MariaDbEngine.Create();

    [Fact]
    public async Task No_stronger_clause_holds_and_rows_are_copied_as_it_is_said()
    {
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var cases = DiffCase
            .All(Repository.PathOf("cases", "diff", "mariadb"))
            .Where(c => $"{c}".Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var failures = new ConcurrentQueue<string>();
        var probed = 0;
        await DiffAccounts.MakeAsync(await Servers.MariaDb(), CancellationToken.None);
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (it, cancellation) =>
            {
                await using var first = await Servers.MariaDbDatabase();
                await using var second = await Servers.MariaDbDatabase();
                var (from, to) = (await LoadAsync(first, it.From, cancellation), await LoadAsync(second, it.To, cancellation));
                var plan = MigrationPlanner.For(Migrations.Diff.Between(from, to, Renames.Parse(it.Renames)), from, to, Engine);
                if (it.Rows is { } rows)
                {
                    await first.Session.ExecuteAsync(rows, cancellation);
                }

                foreach (var step in plan.Steps)
                {
                    if (Clauses().Match(step.Sql) is { Success: true } said)
                    {
                        Interlocked.Increment(ref probed);
                        if (await ProbeAsync(first.Session, step.Sql, said, cancellation) is { } failure)
                        {
                            failures.Enqueue($"{it}\n{failure}");
                            return;
                        }
                    }
                    else
                    {
                        await first.Session.ExecuteAsync(step.Sql, cancellation);
                    }
                }
            }
        );
        output.WriteLine($"{probed} statements of {cases.Count} cases");
        Assert.True(failures.IsEmpty, $"{failures.Count} statements:\n\n{string.Join("\n\n", failures)}");
        Assert.True(probed > 0 || wanted.Length > 0);
    }

    [Fact]
    public async Task Instant_is_accepted_for_another_engine_and_the_rows_are_copied_all_the_same()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            "create table t (a int primary key); insert into t values (1), (2), (3)",
            CancellationToken.None
        );
        await database.Session.ExecuteAsync("alter table t algorithm = instant, engine = Aria", CancellationToken.None);
        Assert.Equal(3, await CopiedAsync(database.Session, CancellationToken.None));
    }

    private static async Task<RelationalSchema> LoadAsync(TestDatabase database, string sql, CancellationToken cancellation)
    {
        if (sql.Trim().Length > 0)
        {
            await database.Session.ExecuteAsync(sql, cancellation);
        }

        return await Engine.Inspector!.ReadAsync(database.Session, cancellation);
    }

    // What is wrong with the clauses of a statement, or nothing; then it has run.
    private static async Task<string?> ProbeAsync(ISession session, string sql, Match said, CancellationToken cancellation)
    {
        var (algorithm, wait) = (said.Groups["algorithm"].Value, said.Groups["lock"].Value);
        var stronger = new List<(string Algorithm, string Lock)>();
        if (algorithm != "instant")
        {
            stronger.Add(
                (
                    algorithm switch
                    {
                        "copy" => "inplace",
                        "inplace" => "nocopy",
                        _ => "instant",
                    },
                    wait
                )
            );
        }

        if (wait != "none")
        {
            stronger.Add((algorithm, "none"));
        }

        foreach (var other in stronger)
        {
            var asked = sql.Replace(
                said.Groups["clauses"].Value,
                $"algorithm = {other.Algorithm}, lock = {other.Lock},",
                StringComparison.Ordinal
            );

            // These are the ones that the server accepts, and copies.
            if (Traps().IsMatch(sql))
            {
                continue;
            }

            try
            {
                await session.ExecuteAsync(asked, cancellation);
                return $"This holds too:\n{asked}";
            }
            catch (EngineException e) when (e.Message.Contains("is not supported", StringComparison.Ordinal))
            {
                // As it should be.
            }
        }

        var rows = await RowsAsync(session, said.Groups["table"].Value, cancellation);
        try
        {
            await session.ExecuteAsync(sql, cancellation);
        }
        catch (EngineException e)
        {
            return $"{e.Message} at\n{sql}";
        }

        var copied = await CopiedAsync(session, cancellation);
        return copied != (algorithm == "copy" ? rows : 0)
            ? $"{copied.ToString(CultureInfo.InvariantCulture)} of {rows} rows were copied by\n{sql}"
            : null;
    }

    private static async Task<long> RowsAsync(ISession session, string table, CancellationToken cancellation) =>
        Convert.ToInt64(
            (await session.QueryAsync($"select count(*) from {table}", [], cancellation))[0][0],
            CultureInfo.InvariantCulture
        );

    private static async Task<long> CopiedAsync(ISession session, CancellationToken cancellation) =>
        Convert.ToInt64((await session.QueryAsync("select row_count()", [], cancellation))[0][0], CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(set statement \S+ = \S+ for )?alter table (?<table>\S+) (?<clauses>algorithm = (?<algorithm>\w+), lock = (?<lock>\w+),)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Clauses();

    [GeneratedRegex(
        @"\bmodify column .* check \(|\bengine = |\bpartition by |\bremove partitioning",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Traps();
}
