using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>What can be read off a design and its report, each as a sentence with its figures.</summary>
internal static partial class Facts
{
    /// <summary>Every table has a primary key.</summary>
    public static Fact PrimaryKeys(DatabaseDesign design, ProofReport report)
    {
        var without = design.Schema.Tables.Where(t => t.PrimaryKey is null).Select(t => t.Name.ToString()).ToList();
        return without.Count > 0
            ? new(false, $"without a primary key: {Markdown.Spans(without)}")
            : new(true, $"All {Quantity.Count(design.Schema.Tables.Count, "table")} have a primary key (`schema/schema.sql`).");
    }

    /// <summary>Every relationship has its foreign key, with a rule for deletions.</summary>
    public static Fact ForeignKeys(DatabaseDesign design, ProofReport report)
    {
        var enforced = design
            .Mappings.SelectMany(m => m.References)
            .Select(r => r.Relationship)
            .ToHashSet(StringComparer.Ordinal);
        var missing = design.Requirements.Relationships.Where(r => !enforced.Contains(r.Id)).Select(r => r.Id).ToList();
        var keys = design.Schema.Tables.SelectMany(t => t.ForeignKeys).ToList();
        var rules = keys.GroupBy(k => Words.Of(k.OnDelete))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count()} {g.Key}");
        return missing.Count > 0
            ? new(false, $"without a foreign key: {Markdown.Spans(missing)}")
            : new(true, $"{Quantity.Count(keys.Count, "foreign key")}, on delete: {string.Join(", ", rules)}.");
    }

    /// <summary>How many constraints of each kind there are.</summary>
    public static Fact Constraints(DatabaseDesign design, ProofReport report)
    {
        var tables = design.Schema.Tables;
        var unique = tables.Sum(t => t.Uniques.Count + t.Indexes.Count(i => i.Unique));
        return new(
            tables.Any(t => t.Checks.Count > 0) || tables.Any(t => t.Columns.Any(c => !c.Nullable)),
            $"{tables.Sum(t => t.Columns.Count(c => !c.Nullable))} columns not null, {unique} unique, "
                + $"{tables.Sum(t => t.Checks.Count)} checks, {tables.Sum(t => t.ForeignKeys.Count)} foreign keys."
        );
    }

    /// <summary>Every column has a reason for its type.</summary>
    public static Fact DataTypes(DatabaseDesign design, ProofReport report)
    {
        var columns = design.Mappings.SelectMany(m => m.Columns.Select(c => (m.Table, Column: c))).ToList();
        var without = columns.Where(c => c.Column.Reason.Length == 0).Select(c => $"{c.Table}.{c.Column.Column}").ToList();
        return without.Count > 0
            ? new(false, $"without a reason for the type: {Markdown.Spans(without.Take(5))}")
            : new(
                true,
                $"The type of each of {Quantity.Count(columns.Count, "column")} has its reason in `schema/dictionary.md`."
            );
    }

    /// <summary>All names are snake_case, and tables are named apart from their singular entities.</summary>
    public static Fact Naming(DatabaseDesign design, ProofReport report)
    {
        var names = design.Schema.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Prepend(t.Name.Name)).ToList();
        var odd = names.Where(n => !SnakeCase().IsMatch(n)).Distinct(StringComparer.Ordinal).ToList();
        var singular = design
            .Mappings.Where(m => m.Table.Name == m.Entity && !m.Entity.EndsWith('s'))
            .Select(m => m.Entity)
            .ToList();
        return odd.Count > 0 ? new(false, $"not snake_case: {Markdown.Spans(odd.Take(5))}")
            : singular.Count > 0 ? new(false, $"tables in the singular: {Markdown.Spans(singular.Take(5))}")
            : new(
                true,
                $"All {names.Count} names of tables and columns are snake_case, and no table has its entity's singular name."
            );
    }

    /// <summary>The diagram shows every entity and relationship.</summary>
    public static Fact Diagram(DatabaseDesign design, ProofReport report)
    {
        var missing = design.Requirements.Entities.Where(e => design.Find(e.Name) is null).Select(e => e.Name).ToList();
        return missing.Count > 0
            ? new(false, $"without a table: {Markdown.Spans(missing)}")
            : new(
                true,
                $"`schema/erd.svg` shows {Quantity.Count(design.Schema.Tables.Count, "table")} and "
                    + $"{Quantity.Count(design.Schema.Tables.Sum(t => t.ForeignKeys.Count), "foreign key")}, for all "
                    + $"{design.Requirements.Entities.Count} entities and {design.Requirements.Relationships.Count} relationships."
            );
    }

    /// <summary>Third normal form at least, or a decision that says why not.</summary>
    public static Fact NormalForms(DatabaseDesign design, ProofReport report)
    {
        var lower = design.NormalForms.Where(n => n.NormalForm is "1NF" or "2NF").ToList();
        var decision = design.Decisions.FirstOrDefault(d => d.Id.Contains("normal", StringComparison.Ordinal));
        var reached = $"{design.NormalForms.Count - lower.Count} of {design.NormalForms.Count} entities are in 3NF or BCNF";
        var names = string.Join(", ", lower.Select(n => $"{n.Entity} in {n.NormalForm}"));
        return design.NormalForms.Count == 0 ? new(false, "no normal forms were computed")
            : lower.Count == 0 ? new(true, $"{reached} (`schema/dictionary.md`).")
            : decision is null ? new(false, $"{names}, without a decision that says why")
            : new(true, $"{reached}; {names}, justified in the decision {Markdown.Span(decision.Id)}.");
    }

    /// <summary>The columns that say when a row was made, changed and marked deleted.</summary>
    public static Fact AuditColumns(DatabaseDesign design, ProofReport report)
    {
        var without = design
            .Schema.Tables.Where(t => t.Find("created_at") is null || t.Find("updated_at") is null)
            .Select(t => t.Name.ToString())
            .ToList();
        var soft = design
            .Requirements.Conventions.SoftDelete.Where(e =>
                design.Find(e) is not { } m || design.Schema.Find(m.Table)?.Find("deleted_at") is null
            )
            .ToList();
        return without.Count > 0 ? new(false, $"without created_at and updated_at: {Markdown.Spans(without.Take(5))}")
            : soft.Count > 0 ? new(false, $"without deleted_at: {Markdown.Spans(soft)}")
            : new(
                true,
                $"All {design.Schema.Tables.Count} tables have created_at and updated_at, "
                    + $"{design.Requirements.Conventions.SoftDelete.Count} also deleted_at, as asked."
            );
    }

    /// <summary>Every index has an access pattern, a foreign key or the owner behind it.</summary>
    public static Fact JustifiedIndexes(DatabaseDesign design, ProofReport report)
    {
        var traced = design
            .Indexes.Where(i => i.Patterns.Count > 0 || i.ForeignKeys.Count > 0 || i.Pin is not null)
            .Select(i => (i.Table, i.Index))
            .ToHashSet();
        var without = design
            .Schema.Tables.SelectMany(t => t.Indexes.Where(i => !i.Unique && !traced.Contains((t.Name, i.Name))))
            .Select(i => i.Name)
            .ToList();
        return without.Count > 0
            ? new(false, $"nothing asks for {Markdown.Spans(without)}")
            : new(true, $"Each of {Quantity.Count(design.Indexes.Count, "index")} names what asked for it (`indexes.md`).");
    }

    /// <summary>No index is the beginning of another one.</summary>
    public static Fact NoRedundantIndexes(DatabaseDesign design, ProofReport report)
    {
        var redundant = design.Schema.Tables.SelectMany(Redundant).ToList();
        return redundant.Count > 0
            ? new(false, $"covered by another index: {Markdown.Spans(redundant)}")
            : new(true, "No index has the same keys as the beginning of another index, key or unique constraint.");
    }

    /// <summary>Every pattern that compares or orders is served by an index, key or unique constraint.</summary>
    public static Fact QueriesServed(DatabaseDesign design, ProofReport report)
    {
        var searching = design.Patterns.Where(p => Searches(p.Pattern)).ToList();
        var without = searching.Where(p => p.ServedBy.Count == 0).Select(p => p.Pattern.Id).ToList();
        return without.Count > 0
            ? new(false, $"no index serves {Markdown.Spans(without)}")
            : new(
                true,
                $"Each of {Quantity.Count(searching.Count, "pattern")} that compares or orders is served by an index; what the index "
                    + "does not hold is filtered from the few rows that it finds (`indexes.md`)."
            );
    }

    private static bool Searches(AccessPattern pattern) =>
        pattern switch
        {
            AccessPattern.Insert => false,
            AccessPattern.Find find => find.Where.Count > 0 || find.Sort.Count > 0,
            AccessPattern.Aggregate aggregate => aggregate.Where.Count > 0,
            _ => true,
        };

    /// <summary>Indexes over several columns.</summary>
    public static Fact CompositeIndexes(DatabaseDesign design, ProofReport report) =>
        Some(design, i => i.Parts.Count > 1, "composite index", "no access pattern asks for an index over several columns");

    /// <summary>Indexes over some rows.</summary>
    public static Fact PartialIndexes(DatabaseDesign design, ProofReport report) =>
        Some(design, i => i.Where is not null, "partial index", "no access pattern asks for a fixed part of a table");

    /// <summary>Every pattern was run, and its plan read.</summary>
    public static Fact Plans(DatabaseDesign design, ProofReport report)
    {
        var planned = report.Patterns.Count(p => p.PlanAfter is not null);
        return planned == report.Patterns.Count && planned > 0
            ? new(true, $"{Quantity.Count(planned, "execution plan")} read, before and after (`evidence/report.html`).")
            : new(false, $"only {planned} of {report.Patterns.Count} patterns have an execution plan in the report");
    }

    /// <summary>The volumes were at least those of the requirements.</summary>
    public static Fact Volumes(DatabaseDesign design, ProofReport report)
    {
        var rows = Quantity.Count(report.Loads.Sum(l => l.Rows));
        return report.Scale >= 1 && report.Loads.Count > 0
            ? new(true, $"{rows} rows loaded: the volumes of the requirements.")
            : new(false, $"measured at scale {report.Scale.ToString("0.###")} only ({rows} rows)");
    }

    /// <summary>Both: plans, at full volume.</summary>
    public static Fact PlansAtVolume(DatabaseDesign design, ProofReport report) =>
        Volumes(design, report) is { Holds: false } small ? small
        : Plans(design, report) is { Holds: false } none ? none
        : new(true, $"{Volumes(design, report).Text} {Plans(design, report).Text}");

    /// <summary>No statement reads all columns without naming them.</summary>
    public static Fact NoSelectStar(DatabaseDesign design, ProofReport report)
    {
        var star = design
            .Patterns.Where(p => p.Statement is { } s && SelectStar().IsMatch(s.Sql))
            .Select(p => p.Pattern.Id)
            .ToList();
        return star.Count > 0
            ? new(false, $"select \\* in {Markdown.Spans(star)}")
            : new(
                true,
                $"None of {Quantity.Count(design.Patterns.Count(p => p.Statement is not null), "statement")} selects \\* (`access-patterns.md`)."
            );
    }

    /// <summary>Paged patterns have a limit and a statement for the next page.</summary>
    public static Fact Paging(DatabaseDesign design, ProofReport report)
    {
        var paged = design.Patterns.Where(p => p.Pattern is AccessPattern.Find { Paged: true }).ToList();
        var without = paged
            .Where(p => p.NextPage is null || p.Pattern is AccessPattern.Find { Limit: null })
            .Select(p => p.Pattern.Id)
            .ToList();
        return without.Count > 0 ? new(false, $"without limit or next page: {Markdown.Spans(without)}")
            : paged.Count == 0 ? new(false, "no access pattern asks for pages")
            : new(true, $"{Quantity.Count(paged.Count, "paged pattern")} with limit and keyset pages (`access-patterns.md`).");
    }

    /// <summary>Every pattern of the requirements has a statement.</summary>
    public static Fact PatternsDesigned(DatabaseDesign design, ProofReport report)
    {
        var open = design.Patterns.Where(p => p.Statement is null).Select(p => p.Pattern.Id).ToList();
        return open.Count > 0
            ? new(false, $"not yet designed: {Markdown.Spans(open)}")
            : new(true, $"All {design.Patterns.Count} access patterns have a statement (`access-patterns.md`).");
    }

    /// <summary>The requirements name entities, patterns, and their rates.</summary>
    public static Fact Rates(DatabaseDesign design, ProofReport report)
    {
        var without = design.Requirements.Access.Where(a => a.PerSecond is null).Select(a => a.Id).ToList();
        return design.Requirements.Access.Count == 0 ? new(false, "the document names no access patterns")
            : without.Count > 0 ? new(false, $"without a rate: {Markdown.Spans(without.Take(5))}")
            : new(true, $"{Quantity.Count(design.Requirements.Access.Count, "access pattern")}, each with its rate and target.");
    }

    /// <summary>The entities and relationships that were read.</summary>
    public static Fact Entities(DatabaseDesign design, ProofReport report) =>
        new(
            design.Requirements.Entities.Count > 0,
            $"{Quantity.Count(design.Requirements.Entities.Count, "entity")} with "
                + $"{Quantity.Count(design.Requirements.Entities.Sum(e => e.Attributes.Count), "attribute")} and "
                + $"{Quantity.Count(design.Requirements.Relationships.Count, "relationship")} (`requirements.md`)."
        );

    /// <summary>The engine was named by the requirements or the user.</summary>
    public static Fact EngineKnown(DatabaseDesign design, ProofReport report) =>
        new(true, $"{Markdown.Escape(report.EngineVersion)}.");

    /// <summary>A decision says why this engine.</summary>
    public static Fact EngineDecision(DatabaseDesign design, ProofReport report) =>
        design.Decisions.FirstOrDefault(d => d.Id.Contains("engine", StringComparison.Ordinal)) is { } decision
            ? new(true, $"The decision {Markdown.Span(decision.Id)}: {Markdown.Escape(decision.Choice)}")
            : new(false, "no decision record says why this engine");

    /// <summary>Service levels that the document names itself.</summary>
    public static Fact Levels(DatabaseDesign design, ProofReport report)
    {
        var quality = design.Requirements.Quality;
        return new(
            true,
            $"p95 {Quantity.Duration(quality.P95)}, p99 {Quantity.Duration(quality.P99)}, reads {Quantity.Rate(quality.ReadsPerSecond)}, "
                + $"writes {Quantity.Rate(quality.WritesPerSecond)}, "
                + (
                    quality.ConcurrentUsers is { } users
                        ? $"{Quantity.Count(users)} users at the same time."
                        : "number of users not said."
                )
        );
    }

    /// <summary>The regulations that the document names.</summary>
    public static Fact Compliance(DatabaseDesign design, ProofReport report) =>
        design.Requirements.Compliance.Count == 0
            ? new(false, "the document names no regulation (`compliance:`)")
            : new(
                true,
                $"Named: {Markdown.Escape(string.Join(", ", design.Requirements.Compliance))}. What they ask for is not designed yet."
            );

    /// <summary>Growth of the entities.</summary>
    public static Fact Growth(DatabaseDesign design, ProofReport report)
    {
        var growing = design.Requirements.Entities.Count(e =>
            e.Volume.RowsPerMonth is not null || e.Volume.PercentPerMonth is not null
        );
        return growing == 0
            ? new(false, "the document says nothing about growth (`volume: { growth: … }`)")
            : new(true, $"Growth is given for {Quantity.Count(growing, "entity")} (`requirements.md`).");
    }

    /// <summary>Definitions and reference rows are in migrations of their own.</summary>
    public static Fact DefinitionsApart(DatabaseDesign design, ProofReport report) =>
        new(
            true,
            ReferenceTables(design) == 0
                ? "`V0001__initial_schema.sql` holds definitions only, and there is no other."
                : "`V0001__initial_schema.sql` holds definitions only, `V0002__reference_data.sql` rows only."
        );

    /// <summary>Reference rows ship as a migration.</summary>
    public static Fact ReferenceData(DatabaseDesign design, ProofReport report) =>
        ReferenceTables(design) is 0
            ? new(false, "the document asks for no reference data (`reference:`)")
            : new(true, $"`V0002__reference_data.sql` fills {Quantity.Count(ReferenceTables(design), "table")}.");

    /// <summary>The number in the names gives the order.</summary>
    public static Fact Numbered(DatabaseDesign design, ProofReport report) =>
        new(true, "The number in each file's name is its place, and its header says what it needs and affects.");

    /// <summary>The roles as a matrix.</summary>
    public static Fact AccessMatrix(DatabaseDesign design, ProofReport report) =>
        design.Requirements.Roles.Count == 0
            ? new(false, "the document names no roles (`roles:`)")
            : new(
                true,
                $"`schema/access-matrix.md` has {Quantity.Count(design.Requirements.Roles.Count, "role")}; nothing enforces them yet."
            );

    /// <summary>Decision records.</summary>
    public static Fact Decisions(DatabaseDesign design, ProofReport report) =>
        new(design.Decisions.Count > 0, $"{Quantity.Count(design.Decisions.Count, "record")} in `decisions/`.");

    private static int ReferenceTables(DatabaseDesign design) => design.Data.Tables.Count(t => t.Fixed is { Rows.Count: > 0 });

    private static Fact Some(DatabaseDesign design, Func<TableIndex, bool> isSuch, string noun, string none)
    {
        var names = design.Schema.Tables.SelectMany(t => t.Indexes).Where(isSuch).Select(i => i.Name).ToList();
        return names.Count == 0
            ? new(false, none)
            : new(
                true,
                $"{Quantity.Count(names.Count, noun)}: {Markdown.Spans(names.Take(8))}{(names.Count > 8 ? " and others" : "")}."
            );
    }

    private static IEnumerable<string> Redundant(Table table)
    {
        var keys = table.Uniques.Select(u => (u.Name, u.Columns)).ToList();
        if (table.PrimaryKey is { } primary)
        {
            keys.Add((primary.Name, primary.Columns));
        }

        var covering = keys.Select(k =>
                (k.Name, Parts: k.Columns.Select(c => IndexPart.Of(c)).ToSequence(), Method: "btree", Where: (string?)null)
            )
            .Concat(table.Indexes.Select(i => (i.Name, i.Parts, i.Method, i.Where)))
            .ToList();
        foreach (var index in table.Indexes.Where(i => !i.Unique && i.Include.Count == 0))
        {
            var others = covering.Where(o => o.Name != index.Name && o.Method == index.Method && o.Where == index.Where);
            if (others.Any(o => o.Parts.Count >= index.Parts.Count && o.Parts.Take(index.Parts.Count).SequenceEqual(index.Parts)))
            {
                yield return index.Name;
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SnakeCase();

    [GeneratedRegex(
        @"\bselect\s+(\w+\.)?\*|,\s*\w+\.\*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex SelectStar();
}
