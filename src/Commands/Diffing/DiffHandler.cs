using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Compares two schemas, plans the migration between them, and runs it both ways in a sandbox.</summary>
public static class DiffHandler
{
    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">
    /// A source cannot be read, a rename names what there is not, or the plan would lose values without permission
    /// (<see cref="ExitStatus.Refused"/>), or running it shows that it is wrong (<see cref="ExitStatus.Failed"/>).
    /// </exception>
    public static async Task<DiffResult> RunAsync(DiffRequest request, CommandContext context, CancellationToken cancellation)
    {
        var (first, second) = SourceLocator.Pair(request.From, request.To);
        var (from, to) = await SourceReader.ReadAsync(first, second, context, cancellation);
        var engine = context.FindEngine(to.Schema.Engine);
        (from, to) = SourceAccounts.Comparable(from, to, context);
        // Comparing and planning need both graphs; each is known to its schema from here on.
        await Task.WhenAll(
            Task.Run(() => SchemaGraph.Of(from.Schema), cancellation),
            Task.Run(() => SchemaGraph.Of(to.Schema), cancellation)
        );
        var renames = Asked(request, from.Schema, to.Schema, Renames.Parse(request.Renames).And(to.Renames));
        var changes = Diff.Between(from.Schema, to.Schema, renames);
        var backwards = Change.Reverse(changes);
        var there = MigrationPlanner.For(changes, from.Schema, to.Schema, engine, request.AllowDataLoss || request.Reverse);
        var back = MigrationPlanner.For(backwards, to.Schema, from.Schema, engine, request.AllowDataLoss || !request.Reverse);
        var plan = request.Reverse ? back : there;
        if (plan.Findings.Any(f => f.Severity == Severity.Error))
        {
            throw new Failure(ExitStatus.Refused, plan.Findings);
        }

        if (request.Verify && Obstacle(request.Reverse ? there : back) is { } obstacle)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "no-way-back",
                "The migration has no way back, so it cannot be run there and back.",
                obstacle,
                "--no-verify prints it as it is; only a backup leads back then."
            );
        }

        var proof = await ProveAsync(request, engine, from.Schema, to.Schema, there, back, context, cancellation);
        if (proof is { Holds: false, State: EvidenceState.Executed })
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "migration-refuted",
                "The migration does not do what it should when it is run, so it is not printed.",
                proof.Detail,
                DiffProof.Report
            );
        }

        return new(request.Reverse ? backwards : changes, plan, request.Reverse ? there : back)
        {
            Proposals = RenameProposals.Between(from.Schema, to.Schema, renames),
            Verification = proof,
            Findings = [.. from.Findings, .. to.Findings, .. plan.Findings],
        };
    }

    private static string? Obstacle(MigrationPlan plan) => plan.Findings.FirstOrDefault(f => f.Severity == Severity.Error)?.Title;

    private static Renames Asked(DiffRequest request, RelationalSchema from, RelationalSchema to, Renames known) =>
        request.Ask is { } ask
            ? known.And(Renames.Parse(RenameProposals.Between(from, to, known).Where(ask).Select(p => p.Option)))
            : known;

    private static async Task<Verdict> ProveAsync(
        DiffRequest request,
        Engine engine,
        RelationalSchema from,
        RelationalSchema to,
        MigrationPlan plan,
        MigrationPlan back,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (plan.Steps.Count == 0)
        {
            return new(DiffProof.Id, DiffProof.Claim, true, EvidenceState.Executed, "There is nothing to do.");
        }

        if (engine.NotExecuted is { } why)
        {
            return new(DiffProof.Id, DiffProof.Claim, false, EvidenceState.Unverified, $"It was not run: {why}");
        }

        if (!request.Verify)
        {
            return new(DiffProof.Id, DiffProof.Claim, false, EvidenceState.Unverified, "It was not run: --no-verify.");
        }

        context.Narrator.Stage("run the migration and its reverse");
        var wanted = new SandboxRequest(SandboxMode.Scratch)
        {
            Url = request.To.Sandbox,
            Offline = request.To.Offline,
            Major = to.Version?.Major,
        };
        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        return await new DiffProof(engine, sandbox).RunAsync(from, to, plan, back, cancellation);
    }
}
