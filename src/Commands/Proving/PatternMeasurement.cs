using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Latency and execution plan of one pattern in one phase.</summary>
/// <param name="Latency">The figures.</param>
/// <param name="Plan">The plan of the statement (for paged patterns: of the first page).</param>
/// <param name="NextPagePlan">The plan of a later page, for paged patterns.</param>
/// <param name="Write">For writes, the undisturbed times; none for reads.</param>
internal sealed record PhaseMeasurement(Latency Latency, PlanNode Plan, PlanNode? NextPagePlan, WriteTimes? Write)
{
    /// <summary>The figures of all rounds, in their order; the record itself holds the best of them.</summary>
    public Sequence<Latency> Rounds { get; init; } = [Latency];

    /// <summary>
    /// The better figures of both. Other work on the machine only ever adds time, so the least that was seen is nearest to the truth.
    /// </summary>
    public PhaseMeasurement BestOf(PhaseMeasurement other) =>
        this with
        {
            Latency = other.Latency.P95 < Latency.P95 ? other.Latency : Latency,
            Write =
                other.Write is { } write && Write is { } own && write.Own - write.Control < own.Own - own.Control ? write : Write,
            Rounds = [.. Rounds, .. other.Rounds],
        };
}

/// <summary>How long a write takes when nothing else has the disk (10th percentiles, in milliseconds).</summary>
/// <param name="Own">The write itself.</param>
/// <param name="Control">The control write that took turns with it.</param>
internal sealed record WriteTimes(double Own, double Control);

/// <summary>Runs the access patterns one after the other on one connection, each many times with drawn parameters.</summary>
internal sealed class PatternMeasurement(
    Engine engine,
    ISession session,
    ParameterDraw draw,
    ControlWrite control,
    ProofOptions options,
    TimeProvider clock
)
{
    /// <summary>Refusals in a row from which a statement is taken to be wrong itself.</summary>
    private const int MostRefusals = 5;

    // Enough for a row that is wanted where one of ten is.
    private const int MostPlans = 100;

    /// <summary>Measures a pattern.</summary>
    /// <param name="design">The pattern with its statements.</param>
    /// <param name="phase">Tells the phases apart, so that writes do not repeat themselves.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">The engine refuses the statement.</exception>
    public async Task<PhaseMeasurement> RunAsync(PatternDesign design, string phase, CancellationToken cancellation)
    {
        var plan = await PlanAsync(design.Statement!, design, phase, cancellation);
        var nextPlan = design.NextPage is null ? null : await PlanAsync(design.NextPage, design, phase, cancellation);
        var (latency, write) = await LatencyAsync(design, phase, cancellation);
        return new PhaseMeasurement(latency, plan, nextPlan, write);
    }

    private async Task<PlanNode> PlanAsync(
        Statement statement,
        PatternDesign design,
        string phase,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var values = draw.Values(
                statement,
                $"{design.Pattern.Name}|{phase}|plan {attempt.ToString(CultureInfo.InvariantCulture)}"
            );
            try
            {
                var plan = await engine.Require<IPlanReader>().ReadAsync(session, statement, values, true, cancellation);
                if (design.Pattern.IsWrite || attempt == MostPlans || plan.Walk().Any(n => n.Relation is not null))
                {
                    return plan;
                }

                // MariaDB reads the row of a unique key while it plans; where that one is not wanted, the plan names no table, and no index.
            }
            catch (EngineException) when (design.Pattern.IsWrite && attempt <= MostRefusals)
            {
                // As below: the row drawn may refer to a removed one.
            }
        }
    }

    private async Task<(Latency Latency, WriteTimes? Write)> LatencyAsync(
        PatternDesign design,
        string phase,
        CancellationToken cancellation
    )
    {
        await using var first = await session.PrepareAsync(design.Statement!, cancellation);
        await using var next = design.NextPage is null ? null : await session.PrepareAsync(design.NextPage, cancellation);
        var samples = new List<double>();
        var controls = new List<double>();
        var rows = 0L;
        var refusals = 0;
        var began = clock.GetTimestamp();
        for (var run = 0; ; run++)
        {
            // First and later pages take turns: both are what the application asks for.
            var isNext = next is not null && run % 2 == 1;
            var values = draw.Values(
                isNext ? design.NextPage! : design.Statement!,
                $"{design.Pattern.Name}|{phase}|{run.ToString(CultureInfo.InvariantCulture)}"
            );
            var started = clock.GetTimestamp();
            long count;
            try
            {
                count = await (isNext ? next! : first).RunAsync(values, cancellation);
                refusals = 0;
            }
            catch (EngineException) when (design.Pattern.IsWrite && ++refusals <= MostRefusals)
            {
                // A drawn row may refer to one that a measured delete has removed; an application would not have asked for it.
                continue;
            }

            var took = clock.GetElapsedTime(started);
            var elapsed = clock.GetElapsedTime(began);

            // A statement so slow that its warm-ups alone would spend the budget is timed from the first run.
            if (run >= options.WarmUps || took > options.Budget / options.WarmUps)
            {
                samples.Add(took.TotalMilliseconds);
                rows += count;
                if (design.Pattern.IsWrite)
                {
                    controls.Add(await control.RunAsync(cancellation));
                }
            }

            var isEnough = samples.Count >= options.MinSamples && elapsed >= options.Budget;
            if (samples.Count >= options.MaxSamples || isEnough || (elapsed >= options.HardBudget && samples.Count > 0))
            {
                var write =
                    controls.Count > 0
                        ? new WriteTimes(Percentiles.Undisturbed(samples), Percentiles.Undisturbed(controls))
                        : null;
                return (Percentiles.Of(samples, rows), write);
            }
        }
    }
}
