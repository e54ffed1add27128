using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Holds the measured figures against the service levels of the requirements.</summary>
internal static class ServiceLevels
{
    /// <summary>A verdict for each level; what this command cannot run is unverified, with the reason.</summary>
    public static IEnumerable<Verdict> Judge(DatabaseDesign design, Sequence<PatternEvidence> patterns, ProofOptions options)
    {
        var quality = design.Requirements.Quality;
        yield return Targets(patterns);
        yield return Latency("latency.p95", "95", quality.P95, patterns, p => p.After.P95);
        yield return Latency("latency.p99", "99", quality.P99, patterns, p => p.After.P99);
        yield return Indexed(design, patterns, options);
        yield return Used(patterns);
        if (patterns.Any(p => p.WriteCost is not null))
        {
            yield return Writes(patterns, options);
        }

        yield return Unverified(
            "throughput",
            quality.ReadsPerSecond is null && quality.WritesPerSecond is null
                ? "The requirements name no throughput."
                : "One connection was measured; throughput needs an open-loop load, which dbwright does not run yet."
        );
        yield return Unverified("availability", "A single server without replicas was run.");
        yield return Unverified("recovery", "No backup was taken and restored.");
    }

    private static Verdict Targets(Sequence<PatternEvidence> patterns)
    {
        var missed = patterns.Where(p => !PatternFindings.MeetsTarget(p)).Select(p => p.Pattern).ToList();
        return new Verdict(
            "latency.targets",
            "Every access pattern meets its own targets",
            missed.Count == 0,
            EvidenceState.Executed,
            missed.Count == 0 ? $"{patterns.Count} of {patterns.Count} patterns." : $"Missed by {string.Join(", ", missed)}."
        );
    }

    private static Verdict Latency(
        string id,
        string percentile,
        TimeSpan level,
        Sequence<PatternEvidence> patterns,
        Func<PatternEvidence, double> figure
    )
    {
        var queries = patterns.Where(p => !p.IsReport).ToList();
        var slowest = queries.MaxBy(figure);
        var holds = slowest is null || figure(slowest) <= level.TotalMilliseconds;
        return new Verdict(
            $"level.{id}",
            $"The {percentile}th percentile of every query and write is at most {PatternFindings.Ms(level.TotalMilliseconds)}",
            holds,
            EvidenceState.Executed,
            slowest is null
                ? "There is no query."
                : $"Slowest of {queries.Count}: {slowest.Pattern} with {PatternFindings.Ms(figure(slowest))}; reports have targets of their own."
        );
    }

    private static Verdict Indexed(DatabaseDesign design, Sequence<PatternEvidence> patterns, ProofOptions options)
    {
        // A pattern without a rate counts as one a second: leaving it out would hide it.
        var rates = design.Patterns.ToDictionary(
            p => p.Pattern.Id,
            p => (double)(p.Pattern.PerSecond ?? 1),
            StringComparer.Ordinal
        );
        var queries = patterns.Where(p => !p.IsWrite).ToList();
        var all = queries.Sum(p => rates[p.Pattern]);
        var indexed = queries.Where(p => p.Used.Count > 0).Sum(p => rates[p.Pattern]);
        var share = all > 0 ? indexed / all : 1;
        return new Verdict(
            "level.index-use",
            $"At least {Percent(options.IndexedShare)} of the queries use an index",
            share >= options.IndexedShare,
            EvidenceState.Executed,
            $"{Percent(share)} by rate; {queries.Count(p => p.Used.Count > 0)} of {queries.Count} patterns."
        );
    }

    private static Verdict Used(Sequence<PatternEvidence> patterns)
    {
        var others = patterns.Where(p => !PatternFindings.UsesDesign(p)).Select(p => p.Pattern).ToList();
        return new Verdict(
            "indexes.used",
            "The planner uses the index that the design names, for every pattern",
            others.Count == 0,
            EvidenceState.Executed,
            others.Count == 0
                ? $"{patterns.Count(p => p.Designed.Count > 0)} patterns name an index and use it."
                : $"Not for {string.Join(", ", others)}."
        );
    }

    private static Verdict Writes(Sequence<PatternEvidence> patterns, ProofOptions options)
    {
        var worst = patterns.MaxBy(p => p.WriteCost ?? 0)!;
        var cost = worst.WriteCost ?? 0;
        return new Verdict(
            "indexes.write-cost",
            $"No undisturbed write takes more than {options.WriteCost:0.#} times what it takes without the secondary indexes",
            cost <= options.WriteCost,
            EvidenceState.Executed,
            $"Worst: {worst.Pattern}, {cost.ToString("0.00", CultureInfo.InvariantCulture)} times at the 10th percentile, corrected by a control write in turns with it."
        );
    }

    private static Verdict Unverified(string level, string reason) =>
        new($"level.{level}", $"The {level} that the requirements ask for", false, EvidenceState.Unverified, reason);

    private static string Percent(double share) => $"{(share * 100).ToString("0.#", CultureInfo.InvariantCulture)} %";
}
