using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Every access pattern with its statement and what serves it: <c>access-patterns.md</c>.</summary>
internal static class AccessPatternsPage
{
    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design, Func<DataType, string> types)
    {
        var page = new Markdown()
            .Heading(1, "Access patterns")
            .Paragraph(
                "What the application reads and writes, how often, and what answers it. Targets are those of the requirements. "
                    + design.WhenRun("`dbwright prove` measures them and writes `evidence/report.html`.")
            )
            .Table(
                ["Pattern", "Form", "Rate", "Target p95", "Target p99", "Served by"],
                design.Patterns.Select(p =>
                    new[]
                    {
                        $"[{Markdown.Escape(p.Pattern.Name)}](#{p.Pattern.Name})",
                        Markdown.Span(PatternText.Form(p.Pattern)),
                        Quantity.Rate(p.Pattern.PerSecond),
                        Quantity.Duration(p.Pattern.TargetP95),
                        Quantity.Duration(p.Pattern.TargetP99),
                        p.Statement is null ? "**not yet designed**"
                        : p.ServedBy.Count > 0 ? Markdown.Spans(p.ServedBy)
                        : "no index needed",
                    }
                )
            );
        foreach (var pattern in design.Patterns)
        {
            Write(page, pattern, types);
        }

        return page.ToString();
    }

    private static void Write(Markdown page, PatternDesign design, Func<DataType, string> types)
    {
        var pattern = design.Pattern;
        page.Heading(2, Markdown.Escape(pattern.Name)).Paragraph(Markdown.Escape(pattern.About));
        var target = $"p95 {Quantity.Duration(pattern.TargetP95)}, p99 {Quantity.Duration(pattern.TargetP99)}";
        page.List([
            $"Id: {Markdown.Span(pattern.Id)}",
            $"Rate: {Quantity.Rate(pattern.PerSecond)} · Target: {target}{(pattern.IsReport ? " · a report, judged apart from lookups" : "")}",
            $"Form: {Markdown.Span(PatternText.Form(pattern))}",
            .. PatternText.Parts(pattern).Select(p => $"{p.Part}: {p.Markup}"),
        ]);
        if (design.Statement is not { } statement)
        {
            page.Paragraph($"**Not yet designed.** {Markdown.Escape(design.Reason)}");
            return;
        }

        page.Code("sql", statement.Sql);
        Parameters(page, statement, types);
        if (design.NextPage is { } next)
        {
            page.Paragraph("The next page:").Code("sql", next.Sql);
            Parameters(page, next, types);
        }

        var served = design.ServedBy.Count > 0 ? $"Served by {Markdown.Spans(design.ServedBy)}." : "Needs no index.";
        page.Paragraph($"{served} {Markdown.Escape(design.Reason)}".TrimEnd());
    }

    private static void Parameters(Markdown page, Statement statement, Func<DataType, string> types) =>
        page.Table(
            ["#", "Parameter", "Type"],
            statement.Parameters.Select(
                (p, i) =>
                    new[]
                    {
                        FormattableString.Invariant($"{i + 1}"),
                        Markdown.Span(p.Name),
                        Markdown.Span(types(p.Type)) + (p.Many ? ", a list" : ""),
                    }
            )
        );
}
