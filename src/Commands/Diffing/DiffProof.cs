using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Runs a migration on the schema that it starts from and compares the result with the one that it leads to; then the way back.</summary>
internal sealed class DiffProof(Engine engine, ISandbox sandbox)
{
    /// <summary>The stable id of the verdict.</summary>
    public const string Id = "diff.run";

    /// <summary>What is claimed.</summary>
    public const string Claim = "The migration leads to the second schema, and its reverse back to the first";

    /// <summary>So many differences are named; one is enough to refuse the migration.</summary>
    private const int Shown = 20;

    /// <summary>The verdict; a difference is a defect of dbwright.</summary>
    /// <param name="from">The schema that the migration starts from.</param>
    /// <param name="to">The schema that it should lead to.</param>
    /// <param name="plan">The migration.</param>
    /// <param name="back">Its reverse.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Verdict> RunAsync(
        RelationalSchema from,
        RelationalSchema to,
        MigrationPlan plan,
        MigrationPlan back,
        CancellationToken cancellation
    )
    {
        await using var trial = await SchemaTrial.StartAsync(engine, sandbox, from, cancellation);
        await trial.RunAsync("migration.sql", plan.Sql(), cancellation);
        var against = await trial.CompareAsync(to, "after the migration", cancellation);
        if (against.Count == 0)
        {
            await trial.RunAsync("reverse.sql", back.Sql(), cancellation);
            against = await trial.CompareAsync(from, "after its reverse", cancellation);
        }

        return Verdict(against);
    }

    private Verdict Verdict(List<string> against) =>
        new(
            Id,
            Claim,
            against.Count == 0,
            EvidenceState.Executed,
            against.Count == 0
                ? $"Run on {sandbox.VersionText}, there and back."
                : string.Join("; ", against.Take(Shown)) + (against.Count > Shown ? $"; and {against.Count - Shown} more" : "")
        );

    /// <summary>What to do about a migration that does not do what it should.</summary>
    public const string Report =
        "This is a defect of dbwright: please report it with both schemas. Do not run the migration as it is; --no-verify prints it.";
}
