using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Every table and column with its meaning and its reason: <c>schema/dictionary.md</c>.</summary>
internal static class DictionaryPage
{
    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design, Func<DataType, string> types)
    {
        var schema = design.Schema;
        var page = new Markdown()
            .Heading(1, "Data dictionary")
            .Paragraph(
                $"{Quantity.Count(schema.Tables.Count, "table")} with {Quantity.Count(schema.Tables.Sum(t => t.Columns.Count), "column")}. "
                    + "The last column of each table names the line of the requirements that asked for it."
            )
            .Table(
                ["Table", "Holds", "Rows", "Normal form"],
                schema.Tables.Select(t =>
                    new[]
                    {
                        $"[{Markdown.Escape(t.Name.ToString())}](#{Anchor(t)})",
                        Markdown.Escape(t.Comment ?? ""),
                        design.Data.Find(t.Name) is { } profile ? Quantity.Count(profile.Rows) : "",
                        NormalForm(design, t)?.NormalForm ?? "",
                    }
                )
            );
        foreach (var table in schema.Tables)
        {
            Write(page, design, table, types);
        }

        VirtualTables(page, schema);
        Enums(page, schema);
        NormalForms(page, design);
        return page.ToString();
    }

    private static void Write(Markdown page, DatabaseDesign design, Table table, Func<DataType, string> types)
    {
        var mapping = design.Mappings.FirstOrDefault(m => m.Table == table.Name);
        page.Heading(2, Markdown.Escape(table.Name.ToString())).Paragraph(Markdown.Escape(table.Comment ?? ""));
        if (mapping is not null)
        {
            page.Paragraph($"Requirement: {Markdown.Span(mapping.Subject)}");
        }

        page.Table(
            ["Column", "Type", "Null", "Default", "Meaning", "Why this type", "Requirement"],
            table.Columns.Select(c => Row(table, c, mapping?.Columns.FirstOrDefault(m => m.Column == c.Name), types))
        );
        Constraints(page, table);
    }

    private static string[] Row(Table table, Column column, ColumnMapping? mapping, Func<DataType, string> types)
    {
        var marks = new List<string>();
        if (table.PrimaryKey?.Columns.Contains(column.Name) == true)
        {
            marks.Add("key");
        }

        marks.AddRange(
            table
                .ForeignKeys.Where(f => f.Columns.Contains(column.Name))
                .Select(f => $"→ {Markdown.Escape(f.ReferencedTable.ToString())}")
        );
        // The design's own comments often say it already.
        if (mapping?.Personal == true && !Says(column, "personal"))
        {
            marks.Add("personal data");
        }

        if (mapping?.Secret == true && !Says(column, "never shown"))
        {
            marks.Add("secret");
        }

        if (mapping?.ScaleDigits > 0)
        {
            marks.Add(FormattableString.Invariant($"scaled by 10^{mapping.ScaleDigits}"));
        }

        var value =
            column.Identity is not null ? "numbered by the engine"
            : column.Generated is { } generated ? $"generated: {Markdown.Span(generated.Sql)}"
            : column.Default is { } sql ? Markdown.Span(sql)
            : "";
        var meaning = string.Join(
            " ",
            new[] { Markdown.Escape(column.Comment ?? ""), Bracketed(marks) }.Where(p => p.Length > 0)
        );
        return
        [
            Markdown.Span(column.Name),
            Markdown.Span(types(column.Type)),
            column.Nullable ? "yes" : "no",
            value,
            meaning,
            Markdown.Escape(mapping?.Reason ?? ""),
            Markdown.Span(mapping?.Subject ?? ""),
        ];
    }

    private static bool Says(Column column, string words) =>
        column.Comment?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static string Bracketed(List<string> marks) => marks.Count == 0 ? "" : $"({string.Join(", ", marks)})";

    private static void Constraints(Markdown page, Table table) =>
        page.List([
            .. table.PrimaryKey is { } key
                ? [$"Primary key {Markdown.Span(key.Name)}: {Markdown.Spans(key.Columns)}"]
                : Array.Empty<string>(),
            .. table.Uniques.Select(u => $"Unique {Markdown.Span(u.Name)}: {Markdown.Spans(u.Columns)}"),
            .. table
                .Indexes.Where(i => i.Unique)
                .Select(i =>
                    $"Unique {Markdown.Span(i.Name)}: {Markdown.Span(IndexesPage.Keys(i))}"
                    + (i.Where is { } w ? $", only rows where {Markdown.Span(w)}" : "")
                ),
            .. table.Checks.Select(c => $"Check {Markdown.Span(c.Name)}: {Markdown.Span(c.Sql)}"),
            .. table.ForeignKeys.Select(f =>
                $"Foreign key {Markdown.Span(f.Name)}: {Markdown.Spans(f.Columns)} → {Markdown.Span(f.ReferencedTable.ToString())}, "
                + $"on delete {Words.Of(f.OnDelete)}"
            ),
            .. table.Triggers.Select(t =>
                $"Trigger {Markdown.Span(t.Name)}: {Markdown.Escape(t.Timing)} {Markdown.Escape(string.Join(" or ", t.Events))}"
            ),
        ]);

    private static void VirtualTables(Markdown page, RelationalSchema schema)
    {
        foreach (var table in schema.VirtualTables)
        {
            var of = table.ContentOf is { } content ? $", an index of {Markdown.Span(content.ToString())}" : "";
            page.Heading(2, Markdown.Escape(table.Name.ToString()))
                .Paragraph($"A virtual table of {Markdown.Span(table.Module)}{of}: {Markdown.Spans(table.Arguments)}.");
        }
    }

    private static void Enums(Markdown page, RelationalSchema schema)
    {
        if (schema.Enums.Count > 0)
        {
            page.Heading(2, "Enumeration types")
                .Table(
                    ["Type", "Values", "Meaning"],
                    schema.Enums.Select(e =>
                        new[] { Markdown.Span(e.Name.ToString()), Markdown.Spans(e.Values), Markdown.Escape(e.Comment ?? "") }
                    )
                );
        }
    }

    private static void NormalForms(Markdown page, DatabaseDesign design)
    {
        if (design.NormalForms.Count == 0)
        {
            return;
        }

        page.Heading(2, "Normal forms")
            .Paragraph(
                "Computed from the functional dependencies of the requirements and those that keys and unique attributes bring. "
                    + "A dependency that nobody stated cannot be seen here."
            );
        foreach (var report in design.NormalForms)
        {
            List<string> lines =
            [
                $"Candidate keys: {string.Join("; ", report.CandidateKeys.Select(k => Markdown.Span(string.Join(", ", k))))}",
            ];
            if (report.MinimalCover.Count > 0)
            {
                lines.Add($"Minimal cover: {string.Join("; ", report.MinimalCover.Select(Dependency))}");
            }

            lines.AddRange(report.Violations.Select(v => $"Violates the next form: {Markdown.Escape(v)}"));
            if (report.Decomposition.Count > 0)
            {
                var parts = string.Join("; ", report.Decomposition.Select(p => Markdown.Span(string.Join(", ", p))));
                lines.Add(
                    $"A decomposition without the violation: {parts} ({(report.Lossless ? "lossless by the chase" : "**not lossless**")})"
                );
            }

            lines.AddRange(report.Lost.Select(l => $"No part of it could enforce {Dependency(l)} by itself"));
            page.Paragraph($"**{Markdown.Escape(report.Entity)}: {report.NormalForm}**").List(lines);
        }
    }

    private static string Dependency(FunctionalDependency dependency) =>
        Markdown.Span($"{string.Join(", ", dependency.Determinant)} → {string.Join(", ", dependency.Dependent)}");

    private static NormalFormReport? NormalForm(DatabaseDesign design, Table table) =>
        design.Mappings.FirstOrDefault(m => m.Table == table.Name) is { } mapping
            ? design.NormalForms.FirstOrDefault(n => n.Entity == mapping.Entity)
            : null;

    // GitHub drops what is neither letter, digit, underscore nor hyphen.
    private static string Anchor(Table table) =>
        string.Concat(table.Name.ToString().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '_' or '-'));
}
