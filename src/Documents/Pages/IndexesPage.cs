using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Every index with what asked for it, what it costs, and which pattern is served by which: <c>indexes.md</c>.</summary>
internal static class IndexesPage
{
    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design)
    {
        var page = new Markdown()
            .Heading(1, "Indexes")
            .Paragraph(
                $"{Quantity.Count(design.Indexes.Count, "index")} beside those that back keys and unique constraints, about "
                    + $"{Quantity.Bytes(design.Indexes.Sum(i => i.EstimatedBytes))} at the volumes of the requirements. Each was asked for by an "
                    + "access pattern, a foreign key or the owner; there is none on suspicion. Sizes here are estimates. "
                    + design.WhenRun("`dbwright prove` measures them.")
            );
        Coverage(page, design);
        page.Heading(2, "What each index is for");
        foreach (var table in design.Schema.Tables.Where(t => t.Indexes.Count > 0))
        {
            page.Heading(3, Markdown.Span(table.Name.ToString()));
            foreach (var index in table.Indexes)
            {
                Write(page, design, table, index);
            }
        }

        FullText(page, design);
        return page.ToString();
    }

    private static void Coverage(Markdown page, DatabaseDesign design)
    {
        var coverage = IndexCoverage.Of(design);
        page.Heading(2, "Coverage")
            .Paragraph(
                $"**{coverage.Served} of {Quantity.Count(coverage.Queries, "query")} "
                    + $"({Quantity.Percent(coverage.Share)}) are served by an index**; by rate {Quantity.Percent(coverage.ShareByRate)}. "
                    + "At least 80 % are asked for. Inserts are not counted: they need no index."
            )
            .Table(
                ["Pattern", "Rate", "Served by", "Why"],
                design.Patterns.Select(p =>
                    new[]
                    {
                        $"[{Markdown.Escape(p.Pattern.Name)}](access-patterns.md#{p.Pattern.Name})",
                        Quantity.Rate(p.Pattern.PerSecond),
                        p.Statement is null ? "**not yet designed**"
                        : p.ServedBy.Count > 0 ? Markdown.Spans(p.ServedBy)
                        : "–",
                        Markdown.Escape(p.Reason),
                    }
                )
            );
    }

    private static void Write(Markdown page, DatabaseDesign design, Table table, TableIndex index)
    {
        var trace = design.Indexes.FirstOrDefault(t => t.Index == index.Name && t.Table == table.Name);
        var kinds = new List<string> { index.Method };
        if (index.Unique)
        {
            kinds.Add("unique");
        }

        if (index.Where is { } predicate)
        {
            kinds.Add($"partial: only rows where {Markdown.Span(predicate)}");
        }

        if (index.Include.Count > 0)
        {
            kinds.Add($"covering: also holds {Markdown.Spans(index.Include)}");
        }

        var lines = new List<string> { $"Keys: {Markdown.Span(Keys(index))} ({string.Join("; ", kinds)})" };
        if (trace is not null)
        {
            lines.AddRange(Lines(design, trace));
        }

        page.Paragraph($"**{Markdown.Span(index.Name)}** {Markdown.Escape(trace?.Reason ?? index.Comment ?? "")}".TrimEnd())
            .List(lines);
    }

    private static void FullText(Markdown page, DatabaseDesign design)
    {
        if (design.Schema.VirtualTables.Count == 0)
        {
            return;
        }

        page.Heading(2, "Full-text tables")
            .Paragraph(
                "Tables that the engine keeps as an index of words; triggers of the table that holds the texts keep them up to date."
            );
        foreach (var table in design.Schema.VirtualTables)
        {
            var served = design.Patterns.Where(p => p.ServedBy.Contains(table.Name.Name)).Select(p => p.Pattern.Id).ToList();
            List<string> lines = [$"Module: {Markdown.Span(table.Module)} with {Markdown.Spans(table.Arguments)}"];
            if (table.ContentOf is { } content)
            {
                lines.Add($"Index of: {Markdown.Span(content.ToString())}");
            }

            if (served.Count > 0)
            {
                lines.Add($"Serves: {Markdown.Spans(served)}");
            }

            page.Paragraph($"**{Markdown.Span(table.Name.ToString())}**").List(lines);
        }
    }

    private static IEnumerable<string> Lines(DatabaseDesign design, IndexTrace trace)
    {
        if (trace.Patterns.Count > 0)
        {
            yield return $"Serves: {Markdown.Spans(trace.Patterns)}";
        }

        if (trace.ForeignKeys.Count > 0)
        {
            yield return $"Supports the foreign keys: {Markdown.Spans(trace.ForeignKeys)}";
        }

        if (trace.Pin is { } pin)
        {
            yield return $"Asked for by the owner: {Markdown.Span(pin)}";
        }

        var rate = design.Patterns.Where(p => trace.MaintainedBy.Contains(p.Pattern.Id)).Sum(p => p.Pattern.PerSecond ?? 0);
        yield return trace.MaintainedBy.Count > 0
            ? $"Cost: maintained by {Markdown.Spans(trace.MaintainedBy)}{(rate > 0 ? $"{(trace.MaintainedBy.Count > 1 ? ", together" : ",")} {Quantity.Rate(rate)}" : "")}"
            : "Cost: no write pattern touches it";
        yield return $"Estimated size: {Quantity.Bytes(trace.EstimatedBytes)}";
    }

    /// <summary>The keys of an index in words of SQL.</summary>
    internal static string Keys(TableIndex index) =>
        string.Join(
            ", ",
            index.Parts.Select(p =>
                (p.Column ?? p.Expression)
                + (p.OperatorClass is { } operators ? $" {operators}" : "")
                + (p.Descending ? " desc" : "")
                + p.NullsFirst switch
                {
                    true => " nulls first",
                    false => " nulls last",
                    null => "",
                }
            )
        );
}
