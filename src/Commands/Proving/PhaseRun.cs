using Dbwright.Data;
using Dbwright.Indexing;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What the two measured phases gave.</summary>
internal sealed record PhaseResult(
    Sequence<TableLoad> Loads,
    Sequence<IndexSize> Indexes,
    Sequence<PatternEvidence> Patterns,
    Sequence<Finding> Findings
);

/// <summary>
/// Loads the data, measures every pattern with the indexes of keys and unique constraints only, builds the design's indexes, and measures
/// again on the same data.
/// </summary>
internal sealed class PhaseRun(
    DesignResult designed,
    ISandboxDatabase database,
    RowGenerator generator,
    ProveRequest request,
    CommandContext context,
    StageClock stages
)
{
    private readonly Engine engine = designed.Engine;
    private readonly DatabaseDesign design = designed.Design;
    private readonly ParameterDraw draw = new(generator, request.Seed);

    /// <summary>Runs both phases.</summary>
    public async Task<PhaseResult> RunAsync(CancellationToken cancellation)
    {
        var bare = WithoutSecondaryIndexes(design.Schema);
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        foreach (var (table, index) in SecondaryIndexes())
        {
            await session.ExecuteAsync(engine.Require<IWriter>().DropIndex(table, index).Sql, cancellation);
        }

        var loads = await new BulkLoad(engine, database, context).RunAsync(bare, design.Data, generator, cancellation);
        stages.Done("load");
        await PrepareAsync(session, cancellation);
        stages.Done("statistics");

        context.Narrator.Stage("access patterns with key and unique indexes only");
        var before = await MeasureAsync(session, "before", cancellation);
        stages.Done("measure without the design's indexes");

        context.Narrator.Stage("indexes");
        var built = await BuildIndexesAsync(session, cancellation);
        await PrepareAsync(session, cancellation);
        stages.Done("indexes");

        context.Narrator.Stage("access patterns with the whole design");
        var after = await MeasureAsync(session, "after", cancellation);
        for (var round = 1; round <= request.Options.Repeats; round++)
        {
            var missed = Patterns().Where(p => !PatternFindings.IsFastEnough(EvidenceOf(p), request.Options)).ToList();
            await RepeatAsync(session, missed, FormattableString.Invariant($"after {round}"), after, cancellation);
        }

        stages.Done("measure with the whole design");

        var measured = Patterns().Select(p => (Evidence: EvidenceOf(p), after[p.Pattern.Name].Rounds)).ToList();
        return new PhaseResult(
            loads,
            built,
            measured.Select(m => m.Evidence).ToSequence(),
            measured.SelectMany(m => PatternFindings.For(m.Evidence, m.Rounds, request.Options)).ToSequence()
        );

        PatternEvidence EvidenceOf(PatternDesign pattern) =>
            Evidence(pattern, before[pattern.Pattern.Name], after[pattern.Pattern.Name]);
    }

    private IEnumerable<PatternDesign> Patterns() => design.Patterns.Where(p => p.Statement is not null);

    private IEnumerable<(Table Table, TableIndex Index)> SecondaryIndexes() =>
        design.Schema.Tables.SelectMany(t => t.Indexes.Where(i => !Stays(i)).Select(i => (t, i)));

    // A unique index is a constraint, and without its full-text index a search is no statement at all.
    private static bool Stays(TableIndex index) => index.Unique || index.Method == "fulltext";

    private static RelationalSchema WithoutSecondaryIndexes(RelationalSchema schema) =>
        schema with
        {
            Tables = schema.Tables.Select(t => t with { Indexes = t.Indexes.Where(Stays).ToSequence() }).ToSequence(),
        };

    private async Task PrepareAsync(ISession session, CancellationToken cancellation)
    {
        var statistics = engine.Require<IStatistics>();
        await statistics.AnalyzeAsync(session, cancellation);
        await statistics.WarmAsync(session, cancellation);
    }

    private async Task<Sequence<IndexSize>> BuildIndexesAsync(ISession session, CancellationToken cancellation)
    {
        var indexes = SecondaryIndexes().ToList();
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (table, index) in indexes)
        {
            var started = context.Clock.GetTimestamp();
            await session.ExecuteAsync(engine.Require<IWriter>().CreateIndex(table, index).Sql, cancellation);
            seconds[index.Name] = context.Clock.GetElapsedTime(started).TotalSeconds;
            context.Narrator.Progress("indexes", seconds.Count, indexes.Count);
        }

        var sizes = await engine.Require<IStatistics>().IndexSizesAsync(session, cancellation);
        return indexes
            .Select(i => new IndexSize(
                i.Index.Name,
                i.Table.Name.ToString(),
                sizes.GetValueOrDefault(i.Index.Name),
                seconds[i.Index.Name]
            ))
            .ToSequence();
    }

    private async Task<Dictionary<string, PhaseMeasurement>> MeasureAsync(
        ISession session,
        string phase,
        CancellationToken cancellation
    )
    {
        var results = new Dictionary<string, PhaseMeasurement>(StringComparer.Ordinal);
        await MeasureAsync(session, Patterns().ToList(), phase, (name, measured) => results[name] = measured, cancellation);
        return results;
    }

    /// <summary>Measures some patterns once more and keeps the better figures.</summary>
    private Task RepeatAsync(
        ISession session,
        List<PatternDesign> patterns,
        string phase,
        Dictionary<string, PhaseMeasurement> results,
        CancellationToken cancellation
    ) => MeasureAsync(session, patterns, phase, (name, again) => results[name] = results[name].BestOf(again), cancellation);

    private async Task MeasureAsync(
        ISession session,
        List<PatternDesign> patterns,
        string phase,
        Action<string, PhaseMeasurement> take,
        CancellationToken cancellation
    )
    {
        if (patterns.Count == 0)
        {
            return;
        }

        await using var control = await ControlWrite.CreateAsync(session, engine.Require<INames>(), context.Clock, cancellation);
        var measurement = new PatternMeasurement(engine, session, draw, control, request.Options, context.Clock);
        var done = 0;

        // Reads first, so that both phases read the same rows; then the writes change them.
        foreach (var group in patterns.GroupBy(p => p.Pattern.IsWrite).OrderBy(g => g.Key))
        {
            await SettleAsync(cancellation);
            foreach (var pattern in group)
            {
                take(pattern.Pattern.Name, await MeasureOneAsync(measurement, pattern, phase, cancellation));
                context.Narrator.Progress("patterns", ++done, patterns.Count);
            }
        }
    }

    private async Task SettleAsync(CancellationToken cancellation)
    {
        await using var administrator = await database.OpenAsync(SandboxUser.Administrator, cancellation);
        await engine.Require<IStatistics>().SettleAsync(administrator, cancellation);
    }

    private async Task<PhaseMeasurement> MeasureOneAsync(
        PatternMeasurement measurement,
        PatternDesign pattern,
        string phase,
        CancellationToken cancellation
    )
    {
        try
        {
            return await measurement.RunAsync(pattern, phase, cancellation);
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "pattern-refused",
                $"{engine.Title} refused the access pattern {pattern.Pattern.Name}: {e.Message} ({e.Code})",
                $"The statement was:\n{pattern.Statement!.Sql}",
                pattern.Pattern is AccessPattern.FreeSql
                    ? "Correct the pattern's sql for this engine and these tables (schema/schema.sql has their names)."
                    : "This is a defect of dbwright: please report it with the requirements document.",
                pattern.Pattern.At,
                e
            );
        }
    }

    private PatternEvidence Evidence(PatternDesign pattern, PhaseMeasurement before, PhaseMeasurement after)
    {
        var used = new[] { after.Plan, after.NextPagePlan }
            .OfType<PlanNode>()
            .SelectMany(p => p.Walk())
            .Select(n => n.Index)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToSequence();
        var evidence = new PatternEvidence(pattern.Pattern.Id)
        {
            IsWrite = pattern.Pattern.IsWrite,
            IsReport = pattern.Pattern.IsReport,
            Sql = pattern.Statement!.Sql,
            TargetP95 = pattern.Pattern.TargetP95.TotalMilliseconds,
            TargetP99 = pattern.Pattern.TargetP99.TotalMilliseconds,
            Before = before.Latency,
            After = after.Latency,
            WriteCost = WriteCost(before.Write, after.Write),
            Designed = Demanded(pattern),
            Used = used,
            PlanBefore = before.Plan,
            PlanAfter = after.Plan,
        };
        return evidence with { Holds = PatternFindings.MeetsTarget(evidence) && PatternFindings.UsesDesign(evidence) };
    }

    private static double? WriteCost(WriteTimes? before, WriteTimes? after)
    {
        if (before is null || after is null)
        {
            return null;
        }

        var disk = Math.Min(before.Control, after.Control);
        var atFirst = Math.Max(before.Own - before.Control, 0) + disk;
        return (Math.Max(after.Own - after.Control, 0) + disk) / atFirst;
    }

    /// <summary>
    /// The indexes of which the plan must use one. A table that the scale has made small is rightly read whole, so nothing is demanded then.
    /// </summary>
    private Sequence<string> Demanded(PatternDesign pattern)
    {
        var table = pattern.Pattern.Entity is { } entity ? design.Find(entity)?.Table : null;
        var isShrunk = request.Scale < 1 && table is not null && generator.Source(table).Rows < new IndexingOptions().SmallTable;
        return isShrunk ? [] : pattern.ServedBy;
    }
}
