using System.Diagnostics;
using System.Runtime.InteropServices;
using Dbwright.Agents;
using Dbwright.Data;
using Dbwright.Documents;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Runs what the design claims on a sandbox: migrations up, down and up, data at volume, every access pattern with and without the
/// design's indexes, integrity; and writes the evidence.
/// </summary>
public static class ProveHandler
{
    /// <summary>The name of the stage in the manifest.</summary>
    internal const string Stage = "prove";

    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">The requirements cannot be used, the engine cannot start, or a statement fails.</exception>
    public static async Task<ProveResult> RunAsync(ProveRequest request, CommandContext context, CancellationToken cancellation)
    {
        context.Narrator.Stage("design");
        var stages = new StageClock(context.Clock);
        var designed = await DesignHandler.RunAsync(request.Design with { TodoOnly = false }, context, cancellation);
        if (designed.Design.Findings.Any(f => f.Severity == Severity.Error))
        {
            throw new Failure(ExitStatus.NotHeld, designed.Design.Findings.Where(f => f.Severity == Severity.Error).ToSequence());
        }

        stages.Done("design");
        if (designed.Engine.NotExecuted is { } why)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "not-executed",
                $"{designed.Engine.Title} cannot be proved: nothing was run.",
                why,
                $"The design stands in {designed.Output}."
            );
        }

        var report = await ProveAsync(request, designed, context, stages, cancellation);
        return new ProveResult(designed, report, Write(designed, report, context));
    }

    private static async Task<ProofReport> ProveAsync(
        ProveRequest request,
        DesignResult designed,
        CommandContext context,
        StageClock stages,
        CancellationToken cancellation
    )
    {
        var engine = designed.Engine;
        var design = designed.Design;
        context.Narrator.Stage($"start {engine.Title}");
        var wanted = new SandboxRequest(SandboxMode.Bench)
        {
            Url = request.Sandbox,
            Offline = request.Offline,
            Major = EngineText.Major(request.Design.Engine ?? design.Requirements.Database),
        };
        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        await using var database = await sandbox.CreateDatabaseAsync(cancellation);
        context.Narrator.Tell(sandbox.Description);
        stages.Done("sandbox");

        try
        {
            context.Narrator.Stage("migrations up, down and up again");
            var verdicts = await MigrationProof.RunAsync(designed, database, context, cancellation);
            stages.Done("migrations");

            context.Narrator.Stage("data");
            var generator = RowGenerator.For(design.Schema, design.Data, request.Seed, request.Scale);
            var phases = new PhaseRun(designed, database, generator, request, context, stages);
            var measured = await phases.RunAsync(cancellation);

            context.Narrator.Stage("integrity");
            await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
            var integrity = await IntegrityChecks.RunAsync(design.Schema, session, engine.Require<INames>(), cancellation);
            stages.Done("integrity");

            return new ProofReport
            {
                Application = design.Requirements.Application,
                Engine = engine.Title,
                EngineVersion = sandbox.VersionText,
                Sandbox = sandbox.Description,
                Command = request.CommandLine,
                Program = $"dbwright {context.ProgramVersion}",
                MeasuredAt = context.Clock.GetUtcNow(),
                Machine = Machine(),
                PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
                RequirementsHash = designed.RequirementsSha256,
                Scale = request.Scale,
                Seed = request.Seed,
                Loads = measured.Loads,
                Indexes = measured.Indexes,
                Patterns = measured.Patterns,
                Verdicts = [.. verdicts, .. integrity, .. ServiceLevels.Judge(design, measured.Patterns, request.Options)],
                Findings = [.. designed.Findings, .. measured.Findings],
                Stages = stages.Times,
            };
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "statement-refused",
                $"{engine.Title} refused a statement of the design: {e.Message} ({e.Code})",
                "This is a defect of dbwright: a design must run. The sandbox is gone; nothing else was touched.",
                "Please report it with the requirements document.",
                cause: e
            );
        }
    }

    private static Sequence<WrittenFile> Write(DesignResult designed, ProofReport report, CommandContext context)
    {
        var design = designed.Design;
        Sequence<Deliverable> files =
        [
            new("evidence/report.json", ReportJson.Write(report)),
            new("evidence/report.html", ReportPage.Html(report, design)),
            new(TodoFile.Name, TodoFile.Write(design, designed.Engine, report)),
            new(Checklist.Name, Checklist.Write(design, report)),
        ];
        var head = new ManifestHead(
            $"dbwright {context.ProgramVersion}",
            design.Requirements.Application,
            designed.Engine.Name,
            designed.RequirementsSha256
        );
        return new OutputFolder(designed.Output, Environment.ProcessId).Write(Stage, files, head);
    }

    private static string Machine()
    {
        var gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        return $"{Environment.ProcessorCount} processors, {gigabytes:0.#} GiB memory, {RuntimeInformation.OSDescription}";
    }
}
