namespace Dbwright.Documents;

/// <summary>Horizontal bars with a figure beside each.</summary>
internal static class BarChart
{
    /// <summary>The chart; the longest bar takes the whole width.</summary>
    public static Markup Draw(IReadOnlyCollection<(string Label, double Size, string Value)> bars)
    {
        var longest = Math.Max(bars.Select(b => b.Size).DefaultIfEmpty().Max(), double.Epsilon);
        return Markup.Of(
            $"""<div class="chart">{Markup.Join(bars.Select(b => Row(b.Label, b.Size / longest, b.Value)))}</div>"""
        );
    }

    private static Markup Row(string label, double share, string value) =>
        Markup.Of(
            $"""
            <div class="row"><div class="label mono">{label}</div>
            <svg role="img" aria-label="{label}: {value}"><rect class="bar-bg" x="0" y="9" width="100%" height="9" rx="4"/><rect class="bar" x="0" y="9" width="{Math.Max(
                0.5,
                100 * share
            )}%" height="9" rx="4"/></svg>
            <div class="value">{value}</div></div>
            """
        );
}
