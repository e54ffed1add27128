using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>
/// What <c>prove</c> found out, as one HTML file without scripts and without references to anything outside: verdicts first, then the
/// figures, each with how it was got.
/// </summary>
public static class ReportPage
{
    /// <summary>The page.</summary>
    public static string Html(ProofReport report, DatabaseDesign design) =>
        Markup
            .Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="generator" content="{report.Program}">
                <title>{report.Application} on {report.Engine}: evidence</title>
                <style>
                {new Markup(ReportStyle.Css)}
                </style>
                </head>
                <body>
                <main>
                {Header(report)}
                {Verdicts(report)}
                {Latencies(report)}
                {Percentiles(report)}
                {Patterns(report, design)}
                {Loads(report)}
                {Indexes(report, design)}
                {Stages(report)}
                {Findings(report)}
                {HowMeasured(report)}
                </main>
                </body>
                </html>

                """
            )
            .Text;

    /// <summary>A coloured word.</summary>
    internal static Markup Mark(bool? holds, string word) =>
        Markup.Of($"""<span class="mark {holds switch { true => "good", false => "bad", null => "open" }}">{word}</span>""");

    private static Markup Header(ProofReport report)
    {
        var executed = report.Verdicts.Where(v => v.State != EvidenceState.Unverified).ToList();
        var (failed, open) = (executed.Count(v => !v.Holds), report.Verdicts.Count - executed.Count);
        var met = report.Patterns.Count(p => p.Holds);
        return Markup.Of(
            $"""
            <header><h1>{report.Application} on {report.Engine}</h1>
            <p>What was claimed and what was measured, on {Date(report)}. {report.EngineVersion}</p>
            <div class="banner">
            <div class="{(failed == 0 ? "good" : "bad")}"><b>{executed.Count
                - failed} of {executed.Count}</b><span>claims hold</span></div>
            <div class="{(
                met == report.Patterns.Count ? "good" : "bad"
            )}"><b>{met} of {report.Patterns.Count}</b><span>access patterns meet their targets</span></div>
            <div><b>{Quantity.Count(report.Loads.Sum(l => l.Rows))}</b><span>rows in {Quantity.Count(
                report.Loads.Count,
                "table"
            )}</span></div>
            <div class="{(open == 0 ? "" : "open")}"><b>{open}</b><span>not verified, with the reason</span></div>
            </div></header>
            """
        );
    }

    private static Markup Verdicts(ProofReport report)
    {
        var failed = report.Verdicts.Where(v => !v.Holds && v.State != EvidenceState.Unverified).ToList();
        var held = report.Verdicts.Where(v => v.Holds && v.State != EvidenceState.Unverified).ToList();
        var open = report.Verdicts.Where(v => v.State == EvidenceState.Unverified).ToList();
        return Markup.Join([
            List("What does not hold", failed, v => Mark(false, "does not hold"), report),
            List("What holds", held, v => Mark(true, Words.Of(v.State)), report),
            List("What was not verified", open, v => Mark(null, "unverified"), report),
        ]);
    }

    private static Markup List(string title, List<Verdict> verdicts, Func<Verdict, Markup> mark, ProofReport report) =>
        verdicts.Count == 0
            ? Markup.None
            : Section(
                title,
                null,
                Markup.Of(
                    $"""
                    <ul class="verdicts">{Markup.Join(
                        verdicts.Select(v =>
                            Markup.Of(
                                $"""<li>{mark(v)}<div><p>{v.Claim}</p><p class="detail">{v.Detail} <span class="mono">{v.Id}</span></p></div></li>"""
                            )
                        )
                    )}</ul>
                    """
                ),
                report
            );

    private static Markup Latencies(ProofReport report) =>
        report.Patterns.Count == 0
            ? Markup.None
            : Section(
                "Latency before and after",
                "95th percentile of every access pattern: with nothing but the indexes of keys and unique constraints, and with the whole design. "
                    + "Those nearest to their target come first.",
                LatencyChart.Draw(report.Patterns),
                report,
                Samples(report)
            );

    private static Markup Percentiles(ProofReport report)
    {
        if (report.Patterns.Count == 0)
        {
            return Markup.None;
        }

        var rows = report.Patterns.Select(p =>
            Markup.Of(
                $"""
                <tr><td>{LatencyChart.Name(p.Pattern)}</td><td>{Quantity.Milliseconds(
                    p.Before.P50
                )}</td><td>{Quantity.Milliseconds(p.Before.P95)}</td><td>{Quantity.Milliseconds(
                    p.Before.P99
                )}</td><td>{Quantity.Milliseconds(p.After.P50)}</td>{Judged(p.After.P95, p.TargetP95)}{Judged(
                    p.After.P99,
                    p.TargetP99
                )}<td>{Quantity.Milliseconds(p.TargetP95)}</td><td>{Quantity.Milliseconds(p.TargetP99)}</td><td>{Quantity.Count(
                    p.After.Samples
                )}</td><td>{Quantity.Mean(p.After.MeanRows)}</td></tr>
                """
            )
        );
        return Section(
            "Percentiles",
            null,
            Markup.Of(
                $"""
                <div class="scroll"><table><thead><tr><th></th><th class="group" colspan="3">before</th><th class="group" colspan="3">after</th><th class="group" colspan="2">target</th><th></th><th></th></tr>
                <tr><th>Pattern</th><th>p50</th><th>p95</th><th>p99</th><th>p50</th><th>p95</th><th>p99</th><th>p95</th><th>p99</th><th>Executions</th><th>Rows each</th></tr></thead>
                <tbody>{Markup.Join(rows, "")}</tbody></table></div>
                """
            ),
            report,
            Samples(report)
        );
    }

    private static Markup Judged(double figure, double target) =>
        Markup.Of($"""<td class="{(figure > target ? "miss" : "")}">{Quantity.Milliseconds(figure)}</td>""");

    private static Markup Patterns(ProofReport report, DatabaseDesign design) =>
        report.Patterns.Count == 0
            ? Markup.None
            : Section(
                "Statements and execution plans",
                "Every access pattern as it ran. Unfold one to see its statement, its figures and both plans.",
                Markup.Join(report.Patterns.OrderBy(p => p.Holds).Select(p => PatternDetails.Write(p, design))),
                report
            );

    private static Markup Loads(ProofReport report) =>
        report.Loads.Count == 0
            ? Markup.None
            : Section(
                "Loading",
                $"{Quantity.Count(report.Loads.Sum(l => l.Rows))} generated rows in {Quantity.Seconds(report.Loads.Sum(l => l.Seconds))} of loading.",
                BarChart.Draw(
                    report
                        .Loads.OrderByDescending(l => l.Rows)
                        .ThenBy(l => l.Table, StringComparer.Ordinal)
                        .Select(l => (l.Table, (double)l.Rows, $"{Quantity.Count(l.Rows)} rows{Speed(l)}"))
                        .ToList()
                ),
                report
            );

    private static string Speed(TableLoad load) =>
        load.Seconds >= 0.01 ? $" · {Quantity.Count((long)(load.Rows / load.Seconds))}/s" : "";

    private static Markup Indexes(ProofReport report, DatabaseDesign design)
    {
        if (report.Indexes.Count == 0)
        {
            return Markup.None;
        }

        var estimates = design.Indexes.ToLookup(i => i.Index, i => i.EstimatedBytes, StringComparer.Ordinal);
        return Section(
            "Index sizes",
            $"{Quantity.Bytes(report.Indexes.Sum(i => i.Bytes))} in {Quantity.Count(report.Indexes.Count, "index")}, after loading.",
            BarChart.Draw(
                report
                    .Indexes.OrderByDescending(i => i.Bytes)
                    .ThenBy(i => i.Index, StringComparer.Ordinal)
                    .Select(i =>
                        (
                            i.Index,
                            (double)i.Bytes,
                            $"{Quantity.Bytes(i.Bytes)}{Estimate(i.Index)} · {Quantity.Seconds(i.BuildSeconds)}"
                        )
                    )
                    .ToList()
            ),
            report
        );

        string Estimate(string index) =>
            report.Scale == 1 && estimates[index].FirstOrDefault() is > 0 and var bytes
                ? $" (estimated {Quantity.Bytes(bytes)})"
                : "";
    }

    private static Markup Stages(ProofReport report) =>
        report.Stages.Count == 0
            ? Markup.None
            : Section(
                "Where the time went",
                $"{Quantity.Seconds(report.Stages.Sum(s => s.Seconds))} in all.",
                BarChart.Draw(report.Stages.Select(s => (s.Stage, s.Seconds, Quantity.Seconds(s.Seconds))).ToList()),
                report
            );

    private static Markup Findings(ProofReport report) =>
        report.Findings.Count == 0
            ? Markup.None
            : Section(
                "Findings",
                null,
                Markup.Of(
                    $"""
                    <ul class="verdicts">{Markup.Join(
                        report
                            .Findings.OrderByDescending(f => f.Severity)
                            .Select(f =>
                                Markup.Of(
                                    $"""<li>{Mark(f.Severity == Severity.Error ? false : null, Words.Of(f.Severity))}<div><p>{f.Title}</p><p class="detail">{f.Detail} {f.Fix} <span class="mono">{f.Location?.ToString()}</span></p></div></li>"""
                                )
                            )
                    )}</ul>
                    """
                ),
                report
            );

    private static Markup HowMeasured(ProofReport report) =>
        Markup.Of(
            $"""
            <section><h2>How it was measured</h2><div class="card"><dl>
            <dt>Engine</dt><dd>{report.Engine}: {report.EngineVersion}</dd>
            <dt>Sandbox</dt><dd>{report.Sandbox}</dd>
            <dt>Machine</dt><dd>{report.Machine}</dd>
            <dt>Again by</dt><dd><code>{report.Command}</code></dd>
            <dt>Data</dt><dd>scale {report.Scale.ToString(
                CultureInfo.InvariantCulture
            )} of the volumes that the requirements name, seed {report.Seed.ToString(CultureInfo.InvariantCulture)}</dd>
            <dt>Program</dt><dd>{report.Program}</dd>
            <dt>Measured</dt><dd>{Date(report)}</dd>
            <dt>Requirements</dt><dd class="mono">sha256 {report.RequirementsHash}</dd>
            </dl></div></section>
            """
        );

    private static Markup Section(string title, string? about, Markup content, ProofReport report, string samples = "")
    {
        var paragraph = about is null ? Markup.None : Markup.Of($"<p>{about}</p>");
        var rows = Quantity.Count(report.Loads.Sum(l => l.Rows));
        return Markup.Of(
            $"""
            <section><h2>{title}</h2>{paragraph}<div class="card">{content}
            <p class="provenance">{report.EngineVersion} · {rows} rows{samples} · <code>{report.Command}</code></p></div></section>
            """
        );
    }

    private static string Samples(ProofReport report)
    {
        var (least, most) = (report.Patterns.Min(p => p.After.Samples), report.Patterns.Max(p => p.After.Samples));
        return least == most
            ? $" · {Quantity.Count(least)} executions each"
            : $" · {Quantity.Count(least)} to {Quantity.Count(most)} executions each";
    }

    private static string Date(ProofReport report) =>
        report.MeasuredAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
