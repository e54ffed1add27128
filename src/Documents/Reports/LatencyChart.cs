using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>The 95th percentiles of all patterns before and after on one logarithmic scale, each with its target.</summary>
internal sealed class LatencyChart
{
    private readonly Sequence<PatternEvidence> patterns;
    private readonly int low;
    private readonly int high;

    private LatencyChart(Sequence<PatternEvidence> patterns)
    {
        this.patterns = patterns;
        var figures = patterns
            .SelectMany(p => new[] { p.Before.P95, p.After.P95, p.TargetP95 })
            .Where(f => f > 0 && double.IsFinite(f))
            .ToList();
        low = (int)Math.Floor(Math.Log10(figures.DefaultIfEmpty(1).Min()));
        high = Math.Max(low + 1, (int)Math.Ceiling(Math.Log10(figures.DefaultIfEmpty(1).Max())));
    }

    /// <summary>The chart.</summary>
    public static Markup Draw(Sequence<PatternEvidence> patterns)
    {
        var chart = new LatencyChart(patterns);
        return Markup.Of(
            $"""
            <p class="key"><span><svg viewBox="0 0 16 14"><circle class="before" cx="8" cy="7" r="5"/></svg>with key and unique indexes only</span>
            <span><svg viewBox="0 0 16 14"><circle class="after" cx="8" cy="7" r="6"/></svg>with the whole design</span>
            <span><svg viewBox="0 0 16 14"><path class="target" d="M8 0v14"/></svg>target</span></p>
            <div class="chart">
            {Markup.Join(
                patterns.OrderByDescending(p => p.After.P95 / p.TargetP95).ThenBy(p => p.Pattern, StringComparer.Ordinal).Select(
                    chart.Row
                )
            )}
            {chart.Axis()}
            </div>
            """
        );
    }

    /// <summary>The name of a pattern without the word that all of them begin with.</summary>
    internal static string Name(string pattern) =>
        pattern.StartsWith("access.", StringComparison.Ordinal) ? pattern["access.".Length..] : pattern;

    /// <summary>How the 95th percentile changed: <c>12 times faster</c>.</summary>
    internal static string Change(PatternEvidence pattern)
    {
        var factor = pattern.Before.P95 / Math.Max(pattern.After.P95, 0.001);
        return factor >= 1.1 ? $"{Times(factor)} times faster"
            : factor <= 1 / 1.1 ? $"{Times(1 / factor)} times slower"
            : "unchanged";
    }

    private static string Times(double factor) => Quantity.Mean(factor);

    private Markup Row(PatternEvidence pattern)
    {
        var (before, after, target) = (At(pattern.Before.P95), At(pattern.After.P95), At(pattern.TargetP95));
        var missed = pattern.After.P95 > pattern.TargetP95 ? " miss" : "";
        var worse = pattern.After.P95 > pattern.Before.P95 ? " worse" : "";
        var tip =
            $"{Name(pattern.Pattern)}: p95 {Quantity.Milliseconds(pattern.Before.P95)} before, {Quantity.Milliseconds(pattern.After.P95)} after, "
            + $"target {Quantity.Milliseconds(pattern.TargetP95)}";
        return Markup.Of(
            $"""
            <div class="row"><div class="label">{Name(pattern.Pattern)}</div>
            <svg role="img" aria-label="{tip}"><title>{tip}</title>{Grid()}<line class="link{worse}" x1="{before}%" x2="{after}%" y1="13" y2="13"/><line class="target" x1="{target}%" x2="{target}%" y1="4" y2="22"/><circle class="before" cx="{before}%" cy="13" r="5"/><circle class="after{missed}" cx="{after}%" cy="13" r="6"/></svg>
            <div class="value"><b>{Quantity.Milliseconds(pattern.After.P95)}</b> · {Change(pattern)}</div></div>
            """
        );
    }

    private Markup Grid() =>
        Markup.Join(
            Powers()
                .Select(p =>
                    Markup.Of($"""<line class="grid" x1="{At(Math.Pow(10, p))}%" x2="{At(Math.Pow(10, p))}%" y1="-1" y2="27"/>""")
                ),
            ""
        );

    private Markup Axis() =>
        Markup.Of(
            $"""<div class="row"><div class="label"></div><svg aria-hidden="true">{Markup.Join(Powers().Select(Tick), "")}</svg><div class="value">p95, logarithmic</div></div>"""
        );

    private Markup Tick(int power)
    {
        var anchor =
            power == low ? "start"
            : power == high ? "end"
            : "middle";
        return Markup.Of(
            $"""<text class="axis" x="{At(Math.Pow(10, power))}%" y="15" text-anchor="{anchor}">{Milliseconds(power)}</text>"""
        );
    }

    private static string Milliseconds(int power) =>
        power >= 3 ? $"{Quantity.Count((long)Math.Pow(10, power - 3))} s"
        : power >= 0 ? $"{Quantity.Count((long)Math.Pow(10, power))} ms"
        : $"{Quantity.Count((long)Math.Max(1, Math.Pow(10, power + 3)))} µs";

    private IEnumerable<int> Powers() => Enumerable.Range(low, high - low + 1);

    // In percent of the width, with room for the dots at both ends.
    private double At(double milliseconds)
    {
        var power = double.IsFinite(milliseconds) && milliseconds > 0 ? Math.Log10(milliseconds) : low;
        return 2 + (96 * Math.Clamp((power - low) / (high - low), 0, 1));
    }
}
