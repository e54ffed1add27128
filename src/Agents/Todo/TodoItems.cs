using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>The items: <c>DB-ITEM-1.n</c> tables, <c>2.n</c> indexes, <c>3.n</c> queries and writes, <c>4.n</c> migrations.</summary>
internal static class TodoItems
{
    /// <summary>All items in the order of the design.</summary>
    public static IEnumerable<TodoTask> Tasks(DatabaseDesign design, Engine engine, ProofReport? report)
    {
        var definitions = engine.Require<IWriter>().Create(design.Schema);
        return
        [
            .. design.Schema.Tables.Select((t, i) => Table(design, t, i + 1, definitions, report)),
            .. design
                .Schema.Tables.SelectMany(t => t.Indexes.Select(x => (Table: t, Index: x)))
                .Select((p, i) => Index(design, engine, p.Table, p.Index, i + 1, report)),
            .. design.Schema.VirtualTables.Select(
                (v, i) => FullText(design, v, design.Schema.Tables.Sum(t => t.Indexes.Count) + i + 1, definitions, report)
            ),
            .. design.Patterns.Select((p, i) => Pattern(design, p, i + 1, report)),
            .. Migrations(design, report),
        ];
    }

    private static TodoTask Table(
        DatabaseDesign design,
        Table table,
        int number,
        Sequence<Definition> definitions,
        ProofReport? report
    )
    {
        var foreignKeys = table.ForeignKeys.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var sql = definitions
            .Where(d =>
                (d.Kind == "table" && d.Object == table.Name) || (d.Kind == "foreign key" && foreignKeys.Contains(d.Object.Name))
            )
            .Select(d => $"{d.Sql.TrimEnd().TrimEnd(';')};");
        var subject = design.Mappings.FirstOrDefault(m => m.Table == table.Name)?.Subject;
        return new(
            FormattableString.Invariant($"DB-ITEM-1.{number}"),
            $"Table {table.Name}",
            [
                ("Type", "Schema change"),
                ("DDL/DML", TodoTask.Sql(string.Join("\n", sql))),
                (
                    "Rationale",
                    $"{Markdown.Escape(table.Comment ?? "")} {(subject is null ? "" : $"Asked for by {Markdown.Span(subject)}.")} "
                        + "The reason for each type is in `schema/dictionary.md`."
                ),
                (
                    "Testing",
                    design.WhenRun(
                        "`dbwright prove` creates it, reads it back, loads rows and counts orphans, duplicates and rows that break a check"
                    )
                ),
            ],
            Created(design, table, report)
        );
    }

    // The verdicts are about all tables, so that only their names stand at each.
    private static BoxState Created(DatabaseDesign design, Table table, ProofReport? report)
    {
        string[] verdicts = ["migration.up", "integrity.orphans", "integrity.duplicates", "integrity.rules"];
        var state = BoxState.Of(ChecklistBox.Proven("", verdicts), design, report);
        return state.IsTicked ? state with { Why = $"{Loaded(table, report!)}; {Markdown.Spans(verdicts)} hold" } : state;
    }

    private static string Loaded(Table table, ProofReport report) =>
        report.Loads.FirstOrDefault(l => l.Table == table.Name.ToString() || l.Table == table.Name.Name) is { } load
            ? $"{Quantity.Count(load.Rows, "row")} loaded"
            : "filled by its migration";

    private static TodoTask Index(
        DatabaseDesign design,
        Engine engine,
        Table table,
        TableIndex index,
        int number,
        ProofReport? report
    )
    {
        var trace = design.Indexes.FirstOrDefault(t => t.Table == table.Name && t.Index == index.Name);
        var served = trace is { Patterns.Count: > 0 } ? $" Serves {Markdown.Spans(trace.Patterns)}." : "";
        var supports = trace is { ForeignKeys.Count: > 0 } ? $" Supports {Markdown.Spans(trace.ForeignKeys)}." : "";
        return new(
            FormattableString.Invariant($"DB-ITEM-2.{number}"),
            $"Index {index.Name}",
            [
                ("Type", "Index"),
                ("DDL/DML", TodoTask.Sql($"{engine.Require<IWriter>().CreateIndex(table, index).Sql.TrimEnd().TrimEnd(';')};")),
                ("Rationale", $"{Markdown.Escape(trace?.Reason ?? index.Comment ?? "")}{served}{supports}".Trim()),
                ("Testing", design.WhenRun("`dbwright prove` measures the patterns without and with it and reads the plans")),
            ],
            BoxState.Of(
                ChecklistBox.Proven("", (d, r) => Used(index.Name, trace?.Patterns ?? [], r), "migration.up"),
                design,
                report
            )
        );
    }

    private static TodoTask FullText(
        DatabaseDesign design,
        VirtualTable table,
        int number,
        Sequence<Definition> definitions,
        ProofReport? report
    )
    {
        var sql = definitions
            .Where(d => d.Kind == "virtual table" && d.Object == table.Name)
            .Select(d => $"{d.Sql.TrimEnd().TrimEnd(';')};");
        var served = design.Patterns.Where(p => p.ServedBy.Contains(table.Name.Name)).Select(p => p.Pattern.Id).ToSequence();
        return new(
            FormattableString.Invariant($"DB-ITEM-2.{number}"),
            $"Index {table.Name}",
            [
                ("Type", "Index"),
                ("DDL/DML", TodoTask.Sql(string.Join("\n", sql))),
                (
                    "Rationale",
                    $"Full text is looked up in an index of words; triggers keep it up to date. Serves {Markdown.Spans(served)}."
                ),
                ("Testing", design.WhenRun("`dbwright prove` measures the patterns without and with it and reads the plans")),
            ],
            BoxState.Of(ChecklistBox.Proven("", (_, r) => Used(table.Name.Name, served, r), "migration.up"), design, report)
        );
    }

    // An index for a pattern must be in that pattern's plan; one for a foreign key, or one that forbids duplicates, must be there.
    private static Fact Used(string index, Sequence<string> patterns, ProofReport report)
    {
        var asked = report.Patterns.Where(p => patterns.Contains(p.Pattern)).ToList();
        var idle = asked.Where(p => !p.Used.Contains(index)).Select(p => p.Pattern).ToList();
        var size = report.Indexes.FirstOrDefault(i => i.Index == index) is { } s ? $" {Quantity.Bytes(s.Bytes)}." : "";
        return idle.Count > 0 ? new(false, $"the plan of {Markdown.Spans(idle)} does not use it")
            : asked.Count > 0 ? new(true, $"In the plan of {Markdown.Spans(asked.Select(p => p.Pattern))}.{size}")
            : patterns.Count > 0 ? new(false, "the patterns it serves were not run")
            : new(true, $"It is there.{size}");
    }

    private static TodoTask Pattern(DatabaseDesign design, PatternDesign pattern, int number, ProofReport? report)
    {
        var evidence = report?.Patterns.FirstOrDefault(p => p.Pattern == pattern.Pattern.Id);
        var target = $"p95 {Quantity.Duration(pattern.Pattern.TargetP95)}, p99 {Quantity.Duration(pattern.Pattern.TargetP99)}";
        return new(
            FormattableString.Invariant($"DB-ITEM-3.{number}"),
            $"Query {Markdown.Escape(pattern.Pattern.Name)}",
            [
                ("Type", "Query optimization"),
                ("DDL/DML", pattern.Statement is { } statement ? TodoTask.Sql(statement.Sql) : "not yet designed"),
                (
                    "Rationale",
                    (pattern.ServedBy.Count > 0 ? $"Served by {Markdown.Spans(pattern.ServedBy)}. " : "")
                        + Markdown.Escape(pattern.Reason.Length > 0 ? pattern.Reason : "It needs no index.")
                ),
                ("Testing", design.WhenRun($"`dbwright prove` measures it against its target ({target}) and reads its plan")),
            ],
            State(design, pattern, evidence, report)
        );
    }

    private static BoxState State(DatabaseDesign design, PatternDesign pattern, PatternEvidence? evidence, ProofReport? report)
    {
        if (pattern.Statement is null)
        {
            return new(false, "not yet designed");
        }

        if (report is null || evidence is null)
        {
            return new(false, report is null ? BoxState.NotRun(design) : "this run did not measure it");
        }

        var figures =
            $"p95 {Quantity.Milliseconds(evidence.After.P95)}, p99 {Quantity.Milliseconds(evidence.After.P99)} in "
            + $"{Quantity.Count(evidence.After.Samples, "execution")} (before: p95 {Quantity.Milliseconds(evidence.Before.P95)}); "
            + (evidence.Used.Count > 0 ? $"the plan uses {Markdown.Spans(evidence.Used)}" : "the plan uses no index");
        return new(evidence.Holds, evidence.Holds ? figures : $"**does not hold**: {figures}");
    }

    private static IEnumerable<TodoTask> Migrations(DatabaseDesign design, ProofReport? report)
    {
        yield return Migration(
            1,
            "V0001__initial_schema",
            "the statements of `migrations/V0001__initial_schema.sql`, below under Proposed Code Changes",
            "One file creates the whole schema, so that a new database is made in one transaction.",
            ["migration.up", "migration.down", "migration.up-again"],
            design,
            report
        );
        if (design.Data.Tables.Any(t => t.Fixed is { Rows.Count: > 0 }))
        {
            yield return Migration(
                2,
                "V0002__reference_data",
                "the rows of `migrations/V0002__reference_data.sql`",
                "Rows that ship with the schema are apart from definitions, so that neither waits for the other.",
                ["migration.reference-data"],
                design,
                report
            );
        }
    }

    private static TodoTask Migration(
        int number,
        string name,
        string content,
        string rationale,
        string[] verdicts,
        DatabaseDesign design,
        ProofReport? report
    ) =>
        new(
            FormattableString.Invariant($"DB-ITEM-4.{number}"),
            $"Migration {name}",
            [
                ("Type", "Migration"),
                ("DDL/DML", content),
                ("Rationale", rationale),
                (
                    "Testing",
                    design.WhenRun(
                        "`dbwright prove` runs it up, down to an empty database, and up again, and compares the catalogues"
                    )
                ),
            ],
            BoxState.Of(ChecklistBox.Proven("", verdicts), design, report)
        );
}
