using System.Globalization;
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
        MustSayWhat(request);
        var (first, second) = request.To is { } other ? SourceLocator.Pair(request.From, other) : (request.From, null);
        var from = await SourceReader.ReadAsync(first, context, cancellation);
        var engine = context.FindEngine(from.Schema.Engine);
        await using var sandbox = await StartAsync(request, engine, from.Schema, context, cancellation);
        var wanted = second is null ? null : await SourceReader.ReadAsync(second, context, cancellation);
        if (wanted is not null)
        {
            (from, wanted) = SourceAccounts.Comparable(from, wanted, context);
        }

        var goal = wanted?.Schema ?? await new DescribedChange(engine, from.Schema).ToAsync(request, sandbox, cancellation);
        var renames = Renames.Parse(request.Renames).And(wanted?.Renames ?? Renames.None);
        var plan = Planned(request, engine, from.Schema, goal, renames);
        var findings = plan.Findings.Concat(request.Reason.Missing("The headers of the files say")).ToSequence();
        if (findings.Any(f => f.Severity == Severity.Error))
        {
            throw new Failure(ExitStatus.Refused, findings);
        }

        var number = request.Folder is { } folder ? LastNumber(folder) + 1 : 1;
        var isMeasured = request is { Verify: true, Rows: > 0 } && plan.Stages.Count > 0;
        var production = isMeasured ? await ProductionAsync(request, context, cancellation) : null;
        var counts = isMeasured ? PlanMeasurement.Counts(plan, request.Rows, production) : null;
        // The texts are those that are run: what they say of that is so when they are given.
        var files = Files(Test());
        var proof = new Verdict(PlanProof.Id, PlanProof.Claim, false, EvidenceState.Unverified, Unrun);
        PlanFigures? figures = null;
        if (request.Verify)
        {
            context.Narrator.Stage("run the files there and back");
            proof = await new PlanProof(engine, sandbox).RunAsync(from.Schema, goal, files, cancellation);
            MustHold(proof.IsRefuted ? [proof.Detail] : []);
        }

        if (counts is not null)
        {
            figures = await new PlanMeasurement(engine, sandbox, goal, context).RunAsync(
                plan,
                files,
                counts,
                production,
                cancellation
            );
            MustHold(
                figures
                    .Files.SelectMany(f => f.Verdicts.Where(v => v.IsRefuted).Select(v => $"{f.File}: {v.Claim}: {v.Detail}"))
                    .ToList()
            );
            if (!figures.IsWhole)
            {
                // The texts said more than was run.
                files = Files($"{proof.Detail} {figures.Words}");
            }
        }

        var page = PlanPage.Write(engine, plan, files, request.Reason, request.Live, proof, figures);
        return new(engine.Title, plan, files, page, proof)
        {
            Figures = figures,
            Evidence =
                figures is not { IsWhole: true } || request.KeepsNothing
                    ? null
                    : new("", "", engine.Name, sandbox.VersionText, sandbox.Description)
                    {
                        Files = figures.Files,
                        Start = FirstSchema,
                        At = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                    },
            Findings = [.. from.Findings, .. wanted?.Findings ?? [], .. findings, .. TooShort(request, plan, files, figures)],
        };

        Sequence<StageFile> Files(string test) =>
            StageFiles.For(plan, number, request.Reason, request.Live, test, PlanStart.Of(plan, engine));

        string Test() =>
            !request.Verify ? Unrun
            : counts is null ? PlanProof.Held(sandbox.VersionText)
            : $"{PlanProof.Held(sandbox.VersionText)} {PlanFigures.Said(counts)}";
    }

    private const string Unrun = "It was not run: --no-verify.";

    private const string FirstSchema =
        "The schema that the plan starts from, made at once, and not by the files before; rows are in the tables that the plan touches and in those that they refer to.";

    private static void MustSayWhat(PlanRequest request)
    {
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
    }

    private static void MustHold(List<string> against)
    {
        if (against.Count > 0)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "plan-refuted",
                "The files do not do what they should when they are run, so they are not given.",
                string.Join("; ", against),
                DiffProof.Report
            );
        }
    }

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

        var database = await DatabaseSizes.ReadAsync(url, context, cancellation);
        return new($"the statistics of {database.Description}", database.Rows) { Sizes = database.Sizes };
    }

    private static StagedPlan Planned(
        PlanRequest request,
        Engine engine,
        RelationalSchema from,
        RelationalSchema goal,
        Renames renames
    ) =>
        request.Strategy == PlanStrategy.BlueGreen ? OnGreen(engine, from, goal, renames)
        : request.Strategy == PlanStrategy.ReplicaPromotion ? OnReplica(request, engine, from, goal, renames)
        : request.Strategy == PlanStrategy.ExpandContract && engine.OnlineForms is not null
            ? StagePlanner.For(from, goal, renames, engine, new() { Fills = Fills(request) })
        : StagePlanner.Whole(from, goal, renames, engine, request.AllowDataLoss);

    // Its tables are empty when the change is made.
    private static StagedPlan OnGreen(Engine engine, RelationalSchema from, RelationalSchema goal, Renames renames)
    {
        var plan = StagePlanner.Whole(from, goal, renames, engine, allowDataLoss: true);
        return plan with
        {
            Second = new(from, goal),
            Findings = [.. plan.Findings, .. BlueGreenPage.Obstacles(from, goal, renames, engine)],
        };
    }

    // Nobody works there while it is changed.
    private static StagedPlan OnReplica(
        PlanRequest request,
        Engine engine,
        RelationalSchema from,
        RelationalSchema goal,
        Renames renames
    )
    {
        var plan = StagePlanner.Whole(from, goal, renames, engine, request.AllowDataLoss);
        return plan with
        {
            Second = new(from, goal) { IsReplica = true },
            Findings = [.. plan.Findings, .. PromotionPage.Obstacles(from, goal, renames, engine)],
        };
    }

    // What a window must hold was estimated for production, or else measured here.
    private static IEnumerable<Finding> TooShort(
        PlanRequest request,
        StagedPlan plan,
        Sequence<StageFile> files,
        PlanFigures? figures
    )
    {
        if (request.Window is not { } window || figures is null || plan.Second is not null)
        {
            yield break;
        }

        var milliseconds = files
            .Zip(figures.Files)
            .SelectMany(f =>
                f.Second.Statements.Select(s => figures.InProduction(s, f.First.StepOf(s))?.Milliseconds ?? s.Milliseconds)
            )
            .Sum();
        if (milliseconds > window.TotalMilliseconds)
        {
            yield return new(
                "window-too-short",
                Severity.Warning,
                $"The window of {Cutover.Text(window)} is too short: the statements take {Quantity.Milliseconds(milliseconds)}."
            )
            {
                Detail = figures.Production is null
                    ? "Here; how many rows production has was not said."
                    : "In production, as estimated on the page.",
                Fix = "A longer window, or leave out --strategy: then applications work meanwhile.",
            };
        }
    }

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
