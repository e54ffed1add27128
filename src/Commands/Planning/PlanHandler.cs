using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Plans a change of a schema for a running application, and runs the plan in a sandbox.</summary>
public static class PlanHandler
{
    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">
    /// A source cannot be read, something is described that there is not, the plan would lose values or needs something that nobody said
    /// (<see cref="ExitStatus.Refused"/>), or running it shows that it is wrong (<see cref="ExitStatus.Failed"/>).
    /// </exception>
    public static async Task<PlanResult> RunAsync(PlanRequest request, CommandContext context, CancellationToken cancellation)
    {
        var from = await SourceReader.ReadAsync(request.From, context, cancellation);
        var engine = context.FindEngine(from.Schema.Engine);
        if (request.To is null && request.Sql.Count + request.Renames.Count + request.NotNull.Count == 0)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "nothing-to-plan",
                "Nothing says what is to change.",
                "Expected a second schema, or a change that is described.",
                "dbwright migrate plan FROM TO, or dbwright migrate plan FROM --sql \"alter table orders alter total type bigint\"."
            );
        }

        await using var sandbox = await StartAsync(request, engine, from.Schema, context, cancellation);
        var wanted = request.To is { } to ? await SourceReader.ReadAsync(to, context, cancellation) : null;
        var goal = wanted?.Schema ?? await new DescribedChange(engine, from.Schema).ToAsync(request, sandbox, cancellation);
        var renames = Renames.Parse(request.Renames).And(wanted?.Renames ?? Renames.None);
        var plan = Planned(request, engine, from.Schema, goal, renames);
        var findings = plan.Findings.Concat(Unsaid(request)).ToSequence();
        if (findings.Any(f => f.Severity == Severity.Error))
        {
            throw new Failure(ExitStatus.Refused, findings);
        }

        var first = request.Folder is { } folder ? LastNumber(folder) + 1 : 1;
        var files = Files(Unrun);
        context.Narrator.Stage("run the files there and back");
        var proof = request.Verify
            ? await new PlanProof(engine, sandbox).RunAsync(from.Schema, goal, files, cancellation)
            : new(PlanProof.Id, PlanProof.Claim, false, EvidenceState.Unverified, Unrun);
        if (proof.IsRefuted)
        {
            throw Refuted(proof.Detail);
        }

        var production = await ProductionAsync(request, context, cancellation);
        var figures =
            request.Verify && request.Rows > 0 && files.Count > 0
                ? await new PlanMeasurement(engine, sandbox, context).RunAsync(
                    plan,
                    files,
                    request.Rows,
                    production,
                    cancellation
                )
                : null;
        if (
            figures?.Files.SelectMany(f => f.Verdicts.Select(v => (f.File, v))).Where(f => f.v.IsRefuted).ToList()
            is [_, ..] against
        )
        {
            throw Refuted(string.Join("; ", against.Select(f => $"{f.File}: {f.v.Claim}: {f.v.Detail}")));
        }

        files = Files(figures is null ? proof.Detail : $"{proof.Detail} {figures.Words}");
        var page = PlanPage.Write(engine, plan, files, request.Reason, request.Live, proof, figures);
        return new(engine.Title, plan, files, page, proof)
        {
            Figures = figures,
            Findings = [.. from.Findings, .. wanted?.Findings ?? [], .. findings],
        };

        Sequence<StageFile> Files(string test) => StageFiles.For(plan, first, request.Reason, request.Live, test);
    }

    private const string Unrun = "It was not run: --no-verify.";

    private static Failure Refuted(string detail) =>
        Failure.Because(
            ExitStatus.Failed,
            "plan-refuted",
            "The files do not do what they should when they are run, so they are not given.",
            detail,
            DiffProof.Report
        );

    // A plan from a live database is for that one.
    private static async Task<ProductionTables?> ProductionAsync(
        PlanRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (request.Statistics is { } file && File.Exists(file))
        {
            return new(file, RowsFile.Read(file));
        }

        var url = request.Statistics ?? (SourceLocator.Find(request.From, context) is Source.Live ? request.From.Text : null);
        if (url is null)
        {
            return null;
        }

        var database = await LintDatabase.ReadAsync(url, context, cancellation);
        return new($"the statistics of {database.Description}", database.Rows) { Sizes = database.Sizes };
    }

    private static StagedPlan Planned(
        PlanRequest request,
        Engine engine,
        RelationalSchema from,
        RelationalSchema goal,
        Renames renames
    ) =>
        request.Strategy == PlanStrategy.ExpandContract && engine.OnlineForms is not null
            ? StagePlanner.For(from, goal, renames, engine, new() { Fills = Fills(request) })
            : StagePlanner.Whole(from, goal, renames, engine, request.AllowDataLoss);

    private static Dictionary<string, string> Fills(PlanRequest request)
    {
        var fills = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fill in request.Fills)
        {
            var at = fill.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !fill[..at].Contains('.', StringComparison.Ordinal) || at == fill.Length - 1)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "fill-form",
                    $"--fill {fill} does not say which column gets which value.",
                    "Expected table.column=SQL.",
                    "--fill \"orders.region='unknown'\""
                );
            }

            fills[fill[..at].Trim()] = fill[(at + 1)..].Trim();
        }

        return fills;
    }

    private static IEnumerable<Finding> Unsaid(PlanRequest request) =>
        request.Reason.Why is null
            ?
            [
                new("why-missing", Severity.Warning, "Nobody said why this is done.")
                {
                    Detail = "The headers of the files say so. In a year somebody will ask.",
                    Fix = "--why \"…\" (and --issue, --author).",
                },
            ]
            : [];

    private static long LastNumber(string folder) =>
        Directory.Exists(folder) ? MigrationFolder.Read(SourceFolder.Read(folder))?.LastNumber ?? 0 : 0;

    private static async Task<ISandbox> StartAsync(
        PlanRequest request,
        Engine engine,
        RelationalSchema from,
        CommandContext context,
        CancellationToken cancellation
    ) =>
        await engine
            .Require<ISandboxes>()
            .StartAsync(
                new(SandboxMode.Scratch)
                {
                    Url = request.From.Sandbox,
                    Offline = request.From.Offline,
                    Major = from.Version?.Major,
                },
                context.Narrator.Tell,
                cancellation
            );
}
