using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>One access pattern, folded: its statement, indexes, figures and execution plans.</summary>
internal static class PatternDetails
{
    /// <summary>The folded details; open where a claim does not hold.</summary>
    public static Markup Write(PatternEvidence pattern, DatabaseDesign design)
    {
        var about = design.Patterns.FirstOrDefault(p => p.Pattern.Id == pattern.Pattern);
        var open = pattern.Holds ? "" : " open";
        return Markup.Of(
            $"""
            <details{open}><summary>{ReportPage.Mark(
                pattern.Holds,
                pattern.Holds ? "holds" : "does not hold"
            )}<span class="name">{LatencyChart.Name(pattern.Pattern)}</span><span class="what">p95 {Quantity.Milliseconds(
                pattern.Before.P95
            )} → {Quantity.Milliseconds(pattern.After.P95)}, target {Quantity.Milliseconds(
                pattern.TargetP95
            )}</span></summary><div>
            {Paragraph(about?.Pattern.About)}
            <pre>{pattern.Sql}</pre>
            <p>{Indexes(pattern)} {about?.Reason}</p>
            {Figures(pattern)}
            <div class="plans">{Plan("Plan with key and unique indexes only", pattern.PlanBefore)}{Plan(
                "Plan with the whole design",
                pattern.PlanAfter
            )}</div>
            </div></details>
            """
        );
    }

    private static Markup Paragraph(string? text) => string.IsNullOrEmpty(text) ? Markup.None : Markup.Of($"<p>{text}</p>");

    private static Markup Indexes(PatternEvidence pattern)
    {
        var used =
            pattern.Used.Count > 0 ? Markup.Of($"The plan uses {Codes(pattern.Used)}") : Markup.Of($"The plan uses no index");
        return pattern.Designed.Count > 0
            ? Markup.Of($"{used}; the design names {Codes(pattern.Designed)}.")
            : Markup.Of($"{used}; the design names none.");
    }

    private static Markup Codes(Sequence<string> names) => Markup.Join(names.Select(n => Markup.Of($"<code>{n}</code>")), ", ");

    private static Markup Figures(PatternEvidence pattern) =>
        Markup.Of(
            $"""
            <div class="scroll"><table><thead><tr><th></th><th>Executions</th><th>p50</th><th>p95</th><th>p99</th><th>Slowest</th><th>Rows each</th></tr></thead>
            <tbody>{Row("before", pattern.Before)}{Row("after", pattern.After)}</tbody></table></div>
            """
        );

    private static Markup Row(string when, Latency latency) =>
        Markup.Of(
            $"<tr><td>{when}</td><td>{Quantity.Count(latency.Samples)}</td><td>{Quantity.Milliseconds(latency.P50)}</td><td>{Quantity.Milliseconds(latency.P95)}</td><td>{Quantity.Milliseconds(latency.P99)}</td><td>{Quantity.Milliseconds(latency.Max)}</td><td>{Quantity.Mean(latency.MeanRows)}</td></tr>"
        );

    private static Markup Plan(string title, PlanNode? plan) =>
        plan is null ? Markup.None : Markup.Of($"""<div><h3>{title}</h3><ul class="plan">{Node(plan)}</ul></div>""");

    private static Markup Node(PlanNode node)
    {
        var kind =
            node.Operation == PlanOperation.TableScan ? "scan"
            : node.Index is not null ? "index"
            : "";
        List<string> where = [];
        if (node.Relation is { } relation && !node.Label.Contains(relation, StringComparison.Ordinal))
        {
            where.Add($"on {relation}");
        }

        if (node.Index is { } index && !node.Label.Contains(index, StringComparison.Ordinal))
        {
            where.Add($"by {index}");
        }

        var children = node.Children.Count > 0 ? Markup.Of($"<ul>{Markup.Join(node.Children.Select(Node))}</ul>") : Markup.None;
        return Markup.Of(
            $"""<li><span class="{kind}">{node.Label}</span> {string.Join(" ", where)} <span class="figures">{Figures(node)}</span>{children}</li>"""
        );
    }

    private static string Figures(PlanNode node)
    {
        List<string> parts = [];
        if (node.EstimatedRows is { } estimated)
        {
            parts.Add($"expected {Quantity.Count((long)estimated)} rows");
        }

        if (node.ActualRows is { } actual)
        {
            parts.Add($"got {Quantity.Mean(actual)}");
        }

        if (node.Loops is > 1)
        {
            parts.Add($"{Quantity.Count((long)node.Loops.Value)} times");
        }

        if (node.Milliseconds is { } milliseconds)
        {
            parts.Add(Quantity.Milliseconds(milliseconds));
        }

        return string.Join(", ", parts);
    }
}
