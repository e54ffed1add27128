using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>What was designed and why, in one page: <c>README.md</c>.</summary>
internal static class OverviewPage
{
    private const int Largest = 8;
    private const int LongestSentence = 160;

    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design, Engine engine)
    {
        var (asked, schema) = (design.Requirements, design.Schema);
        var page = new Markdown()
            .Heading(1, $"{Markdown.Escape(asked.Application)}: the database")
            .Paragraph(Markdown.Escape(asked.About))
            .Paragraph(
                $"A design for **{Markdown.Escape(engine.Title)}**, written by dbwright from {Markdown.Span(asked.Source)}. "
                    + "Every column, constraint and index comes from a line of that document; running `dbwright design` again updates these files."
            );
        Figures(page, design);
        page.Paragraph("![Entity-relationship diagram](schema/erd.svg)");
        Open(page, design);
        Volumes(page, design);
        if (design.Decisions.Count > 0)
        {
            page.Heading(2, "Decisions")
                .List(
                    design.Decisions.Select(
                        (d, i) =>
                            $"[{Markdown.Escape(d.Title)}]({DecisionPage.Path(d, i + 1)}): {Markdown.Escape(FirstSentence(d.Choice))}"
                    )
                );
        }

        page.Heading(2, "To go on");
        if (design.NotExecuted is null)
        {
            page.Paragraph("Run what this design claims on a throw-away server, at volume, and write the evidence:")
                .Code(
                    "sh",
                    $"dbwright prove {ShellText.Word(asked.Source)}{(asked.Database is null ? $" --engine {engine.Name}" : "")}"
                );
        }

        page.Paragraph("Create the schema by hand; the script may run twice:")
            .Code("sh", ClientCommand.Run(engine, "schema/schema.sql"));
        Files(page, design);
        return page.ToString();
    }

    private static void Figures(Markdown page, DatabaseDesign design)
    {
        var schema = design.Schema;
        var coverage = IndexCoverage.Of(design);
        page.Table(
            ["", ""],
            [
                [
                    "Tables",
                    $"{Quantity.Count(schema.Tables.Count)} with {Quantity.Count(schema.Tables.Sum(t => t.Columns.Count), "column")}",
                ],
                [
                    "Constraints",
                    $"{Quantity.Count(schema.Tables.Count(t => t.PrimaryKey is not null), "primary key")}, "
                        + $"{Quantity.Count(schema.Tables.Sum(t => t.ForeignKeys.Count), "foreign key")}, "
                        + $"{Quantity.Count(schema.Tables.Sum(t => t.Uniques.Count), "unique constraint")}, "
                        + Quantity.Count(schema.Tables.Sum(t => t.Checks.Count), "check"),
                ],
                ["Indexes", $"{Quantity.Count(design.Indexes.Count)} beside those of keys ([indexes.md](indexes.md))"],
                [
                    "Access patterns",
                    $"{Quantity.Count(design.Patterns.Count)}, of which {Quantity.Count(design.Patterns.Count(p => p.Statement is null))} not yet "
                        + $"designed; {Quantity.Percent(coverage.Share)} of the queries are served by an index "
                        + "([access-patterns.md](access-patterns.md))",
                ],
            ]
        );
    }

    private static void Open(Markdown page, DatabaseDesign design)
    {
        var open = design.Findings.Where(f => f.Severity != Severity.Note).OrderByDescending(f => f.Severity).ToList();
        var notes = design.Findings.Count - open.Count;
        page.Heading(2, "What to know first");
        page.List(open.Select(f => $"**{Words.Of(f.Severity)}** {Markdown.Escape(f.Title)}"));
        page.Paragraph(
            (open.Count == 0 ? "No conflicts were found. " : "")
                + $"{Quantity.Count(notes, "note")} and {Quantity.Count(design.Requirements.Assumptions.Count, "assumption")} are in "
                + "[requirements.md](requirements.md). "
                + (
                    design.NotExecuted is { } why
                        ? $"Nothing here was run: {why}"
                        : "Nothing here was run yet: `dbwright prove` does that."
                )
        );
    }

    private static void Volumes(Markdown page, DatabaseDesign design)
    {
        var largest = design.Data.Tables.OrderByDescending(t => t.Rows).ThenBy(t => t.Table).Take(Largest).ToList();
        page.Heading(2, "The largest tables")
            .Table(
                ["Table", "Rows", "Holds"],
                largest.Select(t =>
                    new[]
                    {
                        Markdown.Span(t.Table.ToString()),
                        Quantity.Count(t.Rows),
                        Markdown.Escape(design.Schema.Find(t.Table)?.Comment ?? ""),
                    }
                )
            );
    }

    private static void Files(Markdown page, DatabaseDesign design)
    {
        var diagram =
            design.Schema.Tables.Count > EntityDiagram.MostFullTables
                ? "only keys are shown, as there are many tables"
                : "every column";
        page.Heading(2, "Files")
            .Table(
                ["File", "What it is"],
                [
                    [
                        "[requirements.md](requirements.md)",
                        "what was asked, what is assumed, what contradicts or is not yet designed",
                    ],
                    ["[access-patterns.md](access-patterns.md)", "every query and write with its statement"],
                    ["[indexes.md](indexes.md)", "every index with what it serves and costs"],
                    ["decisions/", "what was decided, why, and what was rejected"],
                    ["[schema/dictionary.md](schema/dictionary.md)", "every table and column with the reason for its type"],
                    ["[schema/schema.sql](schema/schema.sql)", "the whole schema as one script"],
                    [
                        "[schema/erd.svg](schema/erd.svg)",
                        $"the diagram ({diagram}); also as Mermaid (erd.mmd) and DBML (schema.dbml)",
                    ],
                    ["[schema/access-matrix.md](schema/access-matrix.md)", "who may read and write what"],
                    ["[schema/schema.json](schema/schema.json)", "the schema as dbwright reads it again"],
                    ["migrations/", "the way there and back, version by version"],
                    ["[checklist.md](checklist.md)", "every point of the brief: ticked by evidence, or open with the reason"],
                    ["[TODO_database-architect.md](TODO_database-architect.md)", "the plan and its items, to be tracked"],
                    .. design.NotExecuted is null
                        ?
                        [
                            ["evidence/", "what `dbwright prove` found out"],
                        ]
                        : (string[][])[],
                ]
            );
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        var sentence = end < 0 ? text : text[..(end + 1)];
        return sentence.Length <= LongestSentence ? sentence : $"{sentence[..sentence.LastIndexOf(' ', LongestSentence)]} …";
    }
}
