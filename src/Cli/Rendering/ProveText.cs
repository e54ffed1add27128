using System.Globalization;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What a person reads after <c>dbwright prove</c>: first what matters, then the figures, then where to go on.</summary>
internal static class ProveText
{
    /// <summary>Writes the result.</summary>
    public static void Write(ProveResult result, TextWriter writer)
    {
        var report = result.Report;
        var rows = report.Loads.Sum(l => l.Rows).ToString("#,0", CultureInfo.InvariantCulture);
        var seconds = report.Stages.Sum(s => s.Seconds).ToString("0", CultureInfo.InvariantCulture);
        var memory = (report.PeakMemoryBytes / (1024 * 1024)).ToString("#,0", CultureInfo.InvariantCulture);
        writer.WriteLine($"{report.Application} on {report.EngineVersion}: {rows} rows, {seconds} s, {memory} MiB of memory.");
        writer.WriteLine(Headline(report));
        writer.WriteLine();
        Patterns(report, writer);
        writer.WriteLine();
        foreach (var verdict in report.Verdicts)
        {
            writer.WriteLine($"{Mark(verdict), -10}  {verdict.Claim}. {verdict.Detail}");
        }

        writer.WriteLine();
        writer.WriteLine($"Report: {Path.Combine(result.Design.Output, "evidence", "report.html")}");
        writer.WriteLine($"Again:  {report.Command}");
    }

    private static string Headline(ProofReport report)
    {
        var slowest = report.Patterns.Where(p => p is { IsWrite: false, IsReport: false }).MaxBy(p => p.Before.P95);
        var held = report.Verdicts.Count(v => v is { Holds: true, State: EvidenceState.Executed });
        var ran = report.Verdicts.Count(v => v.State == EvidenceState.Executed);
        var claims =
            $"{held} of {ran} claims that were run hold; {report.Patterns.Count(p => p.Holds)} of {report.Patterns.Count} access patterns hold.";
        return slowest is null
            ? claims
            : $"{claims} The slowest read without the design's indexes went from p95 "
                + $"{Ms(slowest.Before.P95)} to {Ms(slowest.After.P95)}: {Name(slowest)}.";
    }

    private static void Patterns(ProofReport report, TextWriter writer)
    {
        var table = new TextTable(
            ("pattern", false),
            ("", false),
            ("index used", false),
            ("p95 before", true),
            ("p50", true),
            ("p95", true),
            ("p99", true),
            ("target p95", true),
            ("", false)
        );
        foreach (var pattern in report.Patterns)
        {
            table.Add(
                Name(pattern),
                pattern.IsWrite ? "write"
                    : pattern.IsReport ? "report"
                    : "read",
                Used(pattern),
                Ms(pattern.Before.P95),
                Ms(pattern.After.P50),
                Ms(pattern.After.P95),
                Ms(pattern.After.P99),
                Ms(pattern.TargetP95),
                pattern.Holds ? "holds" : "FAILS"
            );
        }

        table.Write(writer);
    }

    /// <summary>The designed index that the plan uses, then the others; the report has them all.</summary>
    private static string Used(PatternEvidence pattern)
    {
        var names = pattern.Used.OrderByDescending(pattern.Designed.Contains).ToList();
        return names.Count switch
        {
            0 => "-",
            1 => names[0],
            _ => $"{names[0]} and {names.Count - 1} more",
        };
    }

    private static string Mark(Verdict verdict) =>
        verdict.State != EvidenceState.Executed ? "unverified"
        : verdict.Holds ? "holds"
        : "FAILS";

    private static string Name(PatternEvidence pattern) => pattern.Pattern.Replace("access.", "", StringComparison.Ordinal);

    private static string Ms(double milliseconds) => PatternFindings.Ms(milliseconds);
}
