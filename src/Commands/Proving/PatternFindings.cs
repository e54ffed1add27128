using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What the figures of a pattern say.</summary>
public static class PatternFindings
{
    /// <summary>Whether the latency targets hold.</summary>
    public static bool MeetsTarget(PatternEvidence evidence) =>
        evidence.After.P95 <= evidence.TargetP95 && evidence.After.P99 <= evidence.TargetP99;

    /// <summary>Whether the plan uses an index that the design names, where it names one.</summary>
    public static bool UsesDesign(PatternEvidence evidence) =>
        evidence.Designed.Count == 0 || evidence.Used.Any(evidence.Designed.Contains);

    /// <summary>Whether the latency targets hold and, for a write, what the indexes cost it is within bounds.</summary>
    public static bool IsFastEnough(PatternEvidence evidence, ProofOptions options) =>
        MeetsTarget(evidence) && !(evidence.WriteCost > options.WriteCost);

    /// <summary>The findings about one pattern.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <param name="rounds">The figures of each round in which it was measured with the whole design.</param>
    /// <param name="options">The bounds.</param>
    public static IEnumerable<Finding> For(PatternEvidence evidence, Sequence<Latency> rounds, ProofOptions options)
    {
        if (rounds.Count > 1)
        {
            yield return new Finding(
                "measured-again",
                Severity.Note,
                $"{evidence.Pattern} was measured {rounds.Count} times; the best round is reported."
            )
            {
                Detail =
                    $"p95 {string.Join(", ", rounds.Select(r => Ms(r.P95)))}; p99 {string.Join(", ", rounds.Select(r => Ms(r.P99)))}.",
                Subject = evidence.Pattern,
            };
        }

        if (!UsesDesign(evidence))
        {
            var used = evidence.Used.Count > 0 ? $"used {string.Join(", ", evidence.Used)}" : "used no index";
            yield return new Finding("index-not-used", Severity.Error, $"{evidence.Pattern}: the planner {used}.")
            {
                Detail = $"The design names {string.Join(" or ", evidence.Designed)}. {WhyNot(evidence)}",
                Subject = evidence.Pattern,
            };
        }

        if (!MeetsTarget(evidence))
        {
            yield return new Finding(
                "target-missed",
                Severity.Error,
                $"{evidence.Pattern}: p95 {Ms(evidence.After.P95)} (target {Ms(evidence.TargetP95)}), "
                    + $"p99 {Ms(evidence.After.P99)} (target {Ms(evidence.TargetP99)})."
            )
            {
                Detail = $"{evidence.After.Samples} executions returned {evidence.After.MeanRows:0.#} rows on average.",
                Subject = evidence.Pattern,
            };
        }

        if (evidence.WriteCost > options.WriteCost)
        {
            yield return new Finding(
                "write-slowed",
                Severity.Warning,
                $"{evidence.Pattern}: {evidence.WriteCost:0.0} times slower than without the secondary indexes."
            )
            {
                Detail = "10th percentiles, corrected by a control write in turns with it.",
                Subject = evidence.Pattern,
            };
        }
    }

    /// <summary>Milliseconds for people: two significant digits below ten.</summary>
    public static string Ms(double milliseconds) =>
        milliseconds.ToString(
            milliseconds < 1 ? "0.00"
                : milliseconds < 10 ? "0.0"
                : "#,0",
            CultureInfo.InvariantCulture
        ) + " ms";

    private static string WhyNot(PatternEvidence evidence)
    {
        var scan = evidence.PlanAfter?.Walk().FirstOrDefault(n => n.Operation == PlanOperation.TableScan);
        return scan is null
            ? "Another index was cheaper for the planner."
            : $"It read {scan.Relation} as a whole, expecting {scan.EstimatedRows:#,0} rows: the planner took that for cheaper.";
    }
}
