using System.Collections.Concurrent;
using Dbwright.Conformance.Diff;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Plans;

/// <summary>
/// The cases in <c>cases/diff</c> as plans for a running application: the files lead to the second schema, back to the first, and back from
/// every file. With DBWRIGHT_CASES only those whose file and name contain that text.
/// </summary>
public sealed class StagedDiffTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Every_staged_plan_leads_there_and_back()
    {
        var engine = EngineCatalog.Find("postgresql");
        var server = await Servers.PostgreSql();
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var cases = DiffCase
            .All(Repository.PathOf("cases", "diff", engine.Name))
            .Where(c => $"{c}".Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var failures = new ConcurrentBag<string>();
        var (run, refused) = (0, 0);
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (it, cancellation) =>
            {
                try
                {
                    await (await RunAsync(engine, server, it, cancellation) ? Count(ref run) : Count(ref refused));
                }
                catch (Exception e) when (e is EngineException or Failure or InvalidOperationException or ArgumentException)
                {
                    failures.Add($"{it}\n{(e is EngineException or Failure ? e.Message : e)}");
                }
            }
        );
        output.WriteLine($"{run} run, {refused} refused, {failures.Count} failed");
        Assert.True(
            failures.IsEmpty,
            $"{failures.Count} of {cases.Count} cases failed:\n\n{string.Join("\n\n", failures.Order(StringComparer.Ordinal))}"
        );
        Assert.True(run > 0);
    }

    private static Task Count(ref int counter)
    {
        Interlocked.Increment(ref counter);
        return Task.CompletedTask;
    }

    private static async Task<bool> RunAsync(Engine engine, ISandbox server, DiffCase it, CancellationToken cancellation)
    {
        await using var first = await server.CreateDatabaseAsync(cancellation);
        await using var session = await first.OpenAsync(SandboxUser.Owner, cancellation);
        if (session.Version.Major < it.Since)
        {
            return false;
        }

        await ExecuteAsync(session, it.From, cancellation);
        var from = await engine.Inspector!.ReadAsync(session, cancellation);
        RelationalSchema to;
        await using (var second = await server.CreateDatabaseAsync(cancellation))
        await using (var other = await second.OpenAsync(SandboxUser.Owner, cancellation))
        {
            await ExecuteAsync(other, it.To, cancellation);
            to = await engine.Inspector.ReadAsync(other, cancellation);
        }

        Whole(from);
        Whole(to);
        var plan = StagePlanner.For(from, to, Renames.Parse(it.Renames), engine);
        if (plan.Findings.Any(f => f.Severity == Severity.Error))
        {
            return false;
        }

        await new StagedRun(engine, session).EverywhereAsync(from, to, plan, cancellation);
        return true;
    }

    // A schema is what its parts make.
    private static void Whole(RelationalSchema schema)
    {
        if (SchemaAssembly.Of(SchemaParts.Of(schema).Values, schema) != schema.Sorted())
        {
            throw new InvalidOperationException("The parts of the schema make another one.");
        }
    }

    private static async Task ExecuteAsync(ISession session, string sql, CancellationToken cancellation)
    {
        if (sql.Trim().Length > 0)
        {
            await session.ExecuteAsync(sql, cancellation);
        }
    }
}
