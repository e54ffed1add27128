using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>The areas of the plan: what the first migrations do, and what is not yet designed.</summary>
internal static class TodoPlan
{
    private const string NotYetDesigned = "not-yet-designed";

    /// <summary>The tasks, <c>DB-PLAN-1.n</c> for what is designed and <c>DB-PLAN-2.n</c> for what is not.</summary>
    public static IEnumerable<TodoTask> Tasks(DatabaseDesign design, ProofReport? report)
    {
        var schema = design.Schema;
        yield return Task(
            1,
            "Tables, keys and constraints",
            Markdown.Spans(schema.Tables.Select(t => t.Name.ToString())),
            "standard migration: `migrations/V0001__initial_schema.sql` creates everything new, so nothing in use is locked",
            "`migrations/U0001__initial_schema.sql` removes the objects again, with all rows; take a backup first when there are any",
            "none on running queries; constraints are checked on every write, which the figures of the write patterns include",
            State(design, report, Facts.PrimaryKeys, "migration.up", "migration.down", "integrity.duplicates", "integrity.rules")
        );
        yield return Task(
            2,
            "Relationships",
            Markdown.Spans(schema.Tables.Where(t => t.ForeignKeys.Count > 0).Select(t => t.Name.ToString())),
            "standard migration, in the same file: foreign keys with their rules for deletions",
            "removed together with the tables by `migrations/U0001__initial_schema.sql`",
            "each write looks up the rows it refers to by their keys; deletions look up referring rows by index",
            State(design, report, Facts.ForeignKeys, "migration.up", "integrity.orphans")
        );
        yield return Task(
            3,
            "Indexes",
            Markdown.Spans(schema.Tables.Where(t => t.Indexes.Count > 0).Select(t => t.Name.ToString())),
            "standard migration, in the same file: the tables are empty; on tables in use an index is built online instead",
            "an index can be dropped at any time without losing data; the down migration drops all",
            Impact(design, report),
            State(design, report, Facts.JustifiedIndexes, "indexes.used", "indexes.write-cost")
        );
        var reference = design.Data.Tables.Where(t => t.Fixed is { Rows.Count: > 0 }).ToList();
        if (reference.Count > 0)
        {
            yield return Task(
                4,
                "Reference data",
                Markdown.Spans(reference.Select(t => t.Table.ToString())),
                $"batched DML apart from the definitions: `migrations/V0002__reference_data.sql`, {Quantity.Count(reference.Sum(t => t.Fixed!.Rows.Count), "row")}",
                "`migrations/U0002__reference_data.sql` deletes the rows; refused while others refer to them",
                "none on running queries",
                State(design, report, Facts.ReferenceData, "migration.reference-data")
            );
        }

        var number = 0;
        foreach (
            var finding in design
                .Findings.Where(f => f.Severity != Severity.Note || f.Rule == NotYetDesigned)
                .OrderByDescending(f => f.Severity)
        )
        {
            yield return new(
                FormattableString.Invariant($"DB-PLAN-2.{++number}"),
                Markdown.Escape(finding.Subject ?? finding.Rule),
                [
                    ("Tables Affected", "none yet"),
                    ("Migration Strategy", $"none yet: {Markdown.Escape(finding.Title)}"),
                    ("Rollback Plan", "nothing to undo"),
                    ("Performance Impact", "not known before it is designed"),
                ],
                new(false, Markdown.Escape(Reason(finding)))
            );
        }
    }

    private static string Reason(Finding finding) =>
        finding is { Detail.Length: 0, Fix: null } ? "not yet designed" : $"{finding.Detail} {finding.Fix}".Trim();

    private static TodoTask Task(
        int number,
        string area,
        string tables,
        string strategy,
        string rollback,
        string impact,
        BoxState state
    ) =>
        new(
            FormattableString.Invariant($"DB-PLAN-1.{number}"),
            area,
            [
                ("Tables Affected", tables),
                ("Migration Strategy", strategy),
                ("Rollback Plan", rollback),
                ("Performance Impact", impact),
            ],
            state
        );

    private static BoxState State(
        DatabaseDesign design,
        ProofReport? report,
        Func<DatabaseDesign, ProofReport, Fact> fact,
        params string[] verdicts
    ) => BoxState.Of(ChecklistBox.Proven("", fact, verdicts), design, report);

    private static string Impact(DatabaseDesign design, ProofReport? report)
    {
        if (report is null || report.Patterns.Count == 0)
        {
            return $"reads: every pattern on its index instead of whole tables; writes: {Quantity.Count(design.Indexes.Count, "index")} to maintain. "
                + design.WhenRun("`dbwright prove` measures both");
        }

        var reads = report.Patterns.Where(p => !p.IsWrite).ToList();
        var writes = report.Patterns.Where(p => p.IsWrite).ToList();
        var best = reads.MaxBy(p => p.Before.P95 / Math.Max(p.After.P95, 0.001));
        var worst = writes.MaxBy(p => p.After.P95 / Math.Max(p.Before.P95, 0.001));
        return string.Join(
            "; ",
            new[]
            {
                best is null ? "" : $"most gained: {Figures(best)}",
                worst is null ? "" : $"most lost by a write: {Figures(worst)}",
            }.Where(t => t.Length > 0)
        );
    }

    private static string Figures(PatternEvidence pattern) =>
        $"{Markdown.Span(pattern.Pattern)} p95 {Quantity.Milliseconds(pattern.Before.P95)} → {Quantity.Milliseconds(pattern.After.P95)}";
}
