using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Runs the files of a plan one after the other, back again, and once more, and compares the schemas at the ends.</summary>
internal sealed class PlanProof(Engine engine, ISandbox sandbox)
{
    /// <summary>The stable id of the verdict.</summary>
    public const string Id = "plan.run";

    /// <summary>What is claimed.</summary>
    public const string Claim = "The files lead to the second schema, their reverses back to the first, and again there";

    /// <summary>So many differences are named; one is enough to refuse the plan.</summary>
    private const int Shown = 20;

    /// <summary>What is said when it holds.</summary>
    /// <param name="server">The server's version, as it says it itself.</param>
    public static string Held(string server) => $"Run on {server}: up, down, up, and back from every file; on empty tables.";

    /// <summary>The verdict; a difference is a defect of dbwright.</summary>
    public async Task<Verdict> RunAsync(
        RelationalSchema from,
        RelationalSchema to,
        Sequence<StageFile> files,
        CancellationToken cancellation
    )
    {
        await using var trial = await SchemaTrial.StartAsync(engine, sandbox, from, cancellation);
        await RunAsync(trial, files.Select(f => f.Up), cancellation);
        var against = await trial.CompareAsync(to, "at the end", cancellation);
        if (against.Count == 0)
        {
            await RunAsync(trial, files.Reverse().Select(f => f.Down), cancellation);
            against = await trial.CompareAsync(from, "after the way back", cancellation);
        }

        if (against.Count == 0)
        {
            await RunAsync(trial, files.Select(f => f.Up), cancellation);
            against = await trial.CompareAsync(to, "at the end of the second time", cancellation);
        }

        if (against.Count == 0)
        {
            // Whoever stops half-way goes back from there.
            foreach (var file in files.Reverse())
            {
                await RunAsync(trial, [file.Down], cancellation);
                await RunAsync(trial, [file.Up, file.Down], cancellation);
            }

            against = await trial.CompareAsync(from, "after the way back, step by step", cancellation);
        }

        return new(
            Id,
            Claim,
            against.Count == 0,
            EvidenceState.Executed,
            against.Count == 0
                ? Held(sandbox.VersionText)
                : string.Join("; ", against.Take(Shown)) + (against.Count > Shown ? $"; and {against.Count - Shown} more" : "")
        );
    }

    private static async Task RunAsync(SchemaTrial trial, IEnumerable<Deliverable> files, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            await trial.RunAsync(file.Path, file.Content, cancellation);
        }
    }
}
