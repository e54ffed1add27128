using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>
/// The design as trackable tasks, in the form that the brief fixes: plan, items, code, commands, quality assurance. A task is ticked
/// only when the report shows it, and then names its evidence.
/// </summary>
public static class TodoFile
{
    /// <summary>The file's name, as the brief says it.</summary>
    public const string Name = "TODO_database-architect.md";

    private const int LargestTables = 10;

    /// <summary>The file.</summary>
    /// <param name="design">The design.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="report">What was proved; without it nothing is ticked.</param>
    /// <exception cref="Failure">The engine cannot write definitions.</exception>
    public static string Write(DatabaseDesign design, Engine engine, ProofReport? report)
    {
        var page = new Markdown()
            .Heading(1, $"TODO: database architect for {Markdown.Escape(design.Requirements.Application)}")
            .Paragraph(
                report is null && design.NotExecuted is { } why ? $"Nothing was run, so nothing is ticked: {why}"
                : report is null
                    ? "Nothing was run yet, so nothing is ticked; `dbwright prove` runs it and ticks what it has shown."
                : $"Ticked by what `dbwright prove` showed on {Markdown.Escape(report.EngineVersion)} with "
                    + $"{Quantity.Count(report.Loads.Sum(l => l.Rows))} rows (`evidence/report.html`); open tasks say why."
            );
        Context(page, design, engine, report);
        page.Heading(2, "Database Plan").List(TodoPlan.Tasks(design, report).Select(t => t.Write()));
        page.Heading(2, "Database Items").List(TodoItems.Tasks(design, engine, report).Select(t => t.Write()));
        Code(page, design, engine);
        Commands(page, design, engine);
        var boxes = DatabaseArchitectBoxes.QualityAssurance;
        page.Heading(2, "Quality Assurance Task Checklist")
            .Paragraph("Before finalizing, verify:")
            .List(boxes.Boxes.Select((b, i) => Box(boxes.Id(i), b, BoxState.Of(b, design, report))));
        return page.ToString();
    }

    private static string Box(string id, ChecklistBox box, BoxState state) =>
        $"[{(state.IsTicked ? "x" : " ")}] **{id}** {Markdown.Escape(box.Text)}\n- **{(state.IsTicked ? "Evidence" : "Open")}**: {state.Why}";

    private static void Context(Markdown page, DatabaseDesign design, Engine engine, ProofReport? report)
    {
        var schema = design.Schema;
        var known = design.Findings.Where(f => f.Severity != Severity.Note).Select(f => Markdown.Escape(f.Title)).ToList();
        var quality = design.Requirements.Quality;
        var largest = design.Data.Tables.OrderByDescending(t => t.Rows).ThenBy(t => t.Table).Take(LargestTables);
        page.Heading(2, "Context")
            .List([
                $"**Database engine(s) in use and version**: {Markdown.Escape(engine.Title)}"
                    + (
                        report is null
                            ? $" (asked for: {Markdown.Span(design.Requirements.Database ?? engine.Name)})"
                            : $", proved on {Markdown.Escape(report.EngineVersion)}"
                    ),
                $"**Current schema overview and known pain points**: a new schema of {Quantity.Count(schema.Tables.Count, "table")}, "
                    + $"{Quantity.Count(schema.Tables.Sum(t => t.ForeignKeys.Count), "foreign key")} and "
                    + $"{Quantity.Count(schema.Tables.Sum(t => t.Indexes.Count), "index")} beside those of keys. "
                    + (known.Count > 0 ? $"Known: {string.Join(" ", known)}" : "No conflicts are known."),
                "**Expected data volumes and query workload patterns**: "
                    + string.Join(", ", largest.Select(t => $"{Markdown.Span(t.Table.ToString())} {Quantity.Count(t.Rows)}"))
                    + $" rows; reads {Quantity.Rate(quality.ReadsPerSecond)}, writes {Quantity.Rate(quality.WritesPerSecond)}; "
                    + $"{Quantity.Count(design.Patterns.Count, "access pattern")} with rates and targets in `access-patterns.md`",
            ]);
    }

    private static void Code(Markdown page, DatabaseDesign design, Engine engine)
    {
        var writer = engine.Require<IWriter>();
        page.Heading(2, "Proposed Code Changes")
            .Paragraph(
                "File block `migrations/V0001__initial_schema.sql` (the file also has a header that says what, why, impact, rollback and test):"
            )
            .Code("sql", Script(writer.Create(design.Schema)))
            .Paragraph("File block `migrations/U0001__initial_schema.sql`:")
            .Code("sql", Script(writer.Drop(design.Schema)));
    }

    private static string Script(Sequence<Definition> definitions) =>
        string.Join("\n", definitions.Select(d => $"{d.Sql.TrimEnd().TrimEnd(';')};"));

    private static void Commands(Markdown page, DatabaseDesign design, Engine engine)
    {
        var source = ShellText.Word(design.Requirements.Source);
        var choice = design.Requirements.Database is null ? $" --engine {engine.Name}" : "";
        if (design.NotExecuted is not null)
        {
            page.Heading(2, "Commands")
                .Code(
                    "sh",
                    $"""
                    dbwright design {source}{choice}      # writes these files again; same input, same bytes
                    {ClientCommand.Run(engine, "schema/schema.sql")}
                    """
                );
            return;
        }

        page.Heading(2, "Commands")
            .Paragraph("Locally:")
            .Code(
                "sh",
                $"""
                dbwright design {source}{choice}      # writes these files again; same input, same bytes
                dbwright prove {source}{choice}       # runs the design on a throw-away server and ticks the boxes
                {ClientCommand.Run(engine, "schema/schema.sql")}
                """
            )
            .Paragraph("In CI: exit status 1 when a claim or a target does not hold, 3 when the engine could not be started.")
            .Code("sh", $"dbwright prove {source}{choice}");
    }
}
