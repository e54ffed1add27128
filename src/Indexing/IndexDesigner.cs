using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>Completes a design with the indexes that its access patterns and foreign keys ask for, and no others.</summary>
public static class IndexDesigner
{
    private const int MostNameBytes = 63;

    /// <summary>
    /// The design with full-text documents, indexes, the reason for each, and every access pattern with its statement and what serves it.
    /// </summary>
    /// <param name="draft">The design without indexes, except those that keep values unique.</param>
    /// <param name="engine">The engine it is for.</param>
    /// <param name="options">The thresholds; the documented defaults when none are given.</param>
    /// <exception cref="Failure">A pattern or pin names something that is not there (<see cref="ExitStatus.BadInput"/>).</exception>
    public static DatabaseDesign Complete(DatabaseDesign draft, Engine engine, IndexingOptions? options = null)
    {
        options ??= new();
        var abilities = engine.Require<IndexAbilities>();
        var design = FullTextParts.Add(draft, engine, abilities.FullText);
        var statistics = new TableStatistics(design, options);
        var reader = new AccessReader(design, engine, statistics, options);
        var rules = new AccessRules(design, abilities, statistics, options);
        var judged = design
            .Requirements.Access.Select(p =>
                (Pattern: p, Accesses: reader.Read(p).Select(a => (Access: a, Verdict: rules.Judge(a))).ToSequence())
            )
            .ToList();

        var candidates = Drafted(design, judged.SelectMany(j => j.Accesses).ToList())
            .Concat(IndexPins.Added(design))
            .Concat(judged.SelectMany(j => j.Accesses).Select(a => a.Verdict.Candidate).OfType<IndexCandidate>())
            .Concat(ForeignKeys(design));
        var merged = new IndexMerger(design.Schema).Merge(candidates);
        var (kept, forbidden) = IndexPins.WithoutForbidden(design, merged);
        kept = abilities.Include ? kept : kept.Select(WithoutInclude).ToSequence();
        var named = Named(kept, design.Schema, Math.Min(MostNameBytes, engine.Require<INames>().MaxBytes));

        design = design with
        {
            Schema = WithIndexes(design.Schema, named, abilities),
            Indexes = Traces(design, named, abilities, statistics),
        };
        var patterns = new PatternDesigner(design, engine, new Coverage(design, statistics), named);
        var designed = judged.Select(j => patterns.Design(j.Pattern, j.Accesses)).ToList();
        return design with
        {
            Patterns = designed.ToSequence(),
            Findings = [.. design.Findings, .. forbidden, .. patterns.Findings],
        };
    }

    // Where columns cannot be kept apart from the order, they follow it.
    private static IndexCandidate WithoutInclude(IndexCandidate index) =>
        index with
        {
            Parts = [.. index.Parts, .. index.Include.Select(c => IndexPart.Of(c))],
            Include = [],
        };

    private static IEnumerable<IndexCandidate> Drafted(
        DatabaseDesign design,
        List<(TableAccess Access, AccessVerdict Verdict)> accesses
    ) =>
        design.Schema.Tables.SelectMany(t =>
            t.Indexes.Select(i => new IndexCandidate(t.Name, i.Parts)
            {
                Name = i.Name,
                Method = i.Method,
                Unique = i.Unique,
                Predicates = i.Where is null ? [] : [i.Where],
                Include = i.Include,
                Patterns = accesses
                    .Where(a => a.Verdict.Constraint == i.Name)
                    .Select(a => a.Access.Pattern.Id)
                    .Distinct()
                    .ToSequence(),
                Reasons =
                [
                    i.Unique
                        ? $"Keeps {string.Join(", ", i.Parts.Select(p => p.Column ?? p.Expression))} unique{(i.Where is null ? "" : $" among the rows with {i.Where}")}."
                        : design.Indexes.FirstOrDefault(x => x.Index == i.Name)?.Reason ?? "Part of the schema as drafted.",
                ],
            })
        );

    private static IEnumerable<IndexCandidate> ForeignKeys(DatabaseDesign design) =>
        design.Schema.Tables.SelectMany(t =>
            t.ForeignKeys.Select(f => new IndexCandidate(t.Name, f.Columns.Select(c => IndexPart.Of(c)).ToSequence())
            {
                FreeParts = f.Columns.Count,
                ForeignKeys = [f.Name],
                Reasons =
                [
                    $"{f.Name}: finds the rows that refer to one of {f.ReferencedTable}, for joins and for deletions there, which would otherwise read the whole table.",
                ],
            })
        );

    private static Sequence<(string Name, IndexCandidate Index)> Named(
        Sequence<IndexCandidate> indexes,
        RelationalSchema schema,
        int maxBytes
    )
    {
        var taken = schema
            .Tables.SelectMany(t =>
                t.Indexes.Select(i => i.Name).Concat(t.Uniques.Select(u => u.Name)).Append(t.PrimaryKey?.Name ?? "")
            )
            .ToHashSet(StringComparer.Ordinal);
        var result = new List<(string, IndexCandidate)>();
        foreach (var index in indexes)
        {
            if (index.Name is { } given)
            {
                result.Add((given, index));
                continue;
            }

            var condition = index.WhereColumns.Count == 0 ? "" : $"_where_{string.Join('_', index.WhereColumns)}";
            var stem = $"idx_{index.Table.Name}_{string.Join('_', index.Columns)}{condition}";
            var name = ShortName.Fit(stem, maxBytes);
            for (var number = 2; !taken.Add(name); number++)
            {
                name = ShortName.Fit($"{stem}_{number}", maxBytes);
            }

            result.Add((name, index));
        }

        return result.ToSequence();
    }

    private static RelationalSchema WithIndexes(
        RelationalSchema schema,
        Sequence<(string Name, IndexCandidate Index)> named,
        IndexAbilities abilities
    )
    {
        var usesTrigrams = named.Any(n =>
            n.Index.Parts.Any(p => p.OperatorClass is { } used && used == abilities.TrigramOperatorClass)
        );
        return schema with
        {
            Extensions =
                usesTrigrams && abilities.TrigramExtension is { } extension
                    ? schema.Extensions.Append(new Extension(extension)).Distinct().ToSequence()
                    : schema.Extensions,
            Tables = schema
                .Tables.Select(t =>
                    t with
                    {
                        Indexes = named
                            .Where(n => n.Index.Table == t.Name)
                            .Select(n =>
                                t.Indexes.FirstOrDefault(i => i.Name == n.Name)
                                ?? new TableIndex(n.Name, n.Index.Parts)
                                {
                                    Method = n.Index.Method,
                                    Include = n.Index.Include,
                                    Where = n.Index.Where,
                                    Comment = n.Index.Reasons[0],
                                }
                            )
                            .ToSequence(),
                    }
                )
                .ToSequence(),
        };
    }

    private static Sequence<IndexTrace> Traces(
        DatabaseDesign design,
        Sequence<(string Name, IndexCandidate Index)> named,
        IndexAbilities abilities,
        TableStatistics statistics
    )
    {
        var sizes = new IndexSizes(design, abilities, statistics);
        return named
            .Select(n =>
            {
                var writers = Maintainers(design, n.Index);
                var rate = writers.Sum(w => w.PerSecond ?? 0);
                var cost = writers.Count switch
                {
                    0 => "No write pattern maintains it.",
                    1 => $"{writers[0].Name} maintains it{Rate(rate)}.",
                    _ => $"{writers.Count} write patterns maintain it{Rate(rate)}.",
                };
                return new IndexTrace(n.Index.Table, n.Name, string.Join(' ', n.Index.Reasons.Append(cost)))
                {
                    Patterns = n.Index.Patterns,
                    ForeignKeys = n.Index.ForeignKeys,
                    Pin = n.Index.Pin,
                    MaintainedBy = writers.Select(w => w.Id).ToSequence(),
                    EstimatedBytes = sizes.Estimate(n.Index),
                };
            })
            .ToSequence();
    }

    private static string Rate(decimal perSecond) =>
        perSecond == 0 ? "" : $" ({perSecond.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)}/s)";

    private static List<AccessPattern> Maintainers(DatabaseDesign design, IndexCandidate index) =>
        design
            .Requirements.Access.Where(p => p.IsWrite && p.Entity is { } entity && design.Find(entity)?.Table == index.Table)
            .Where(p => Maintains(design, p, index))
            .ToList();

    // A row that is only marked as deleted stays in the indexes that do not hold the mark; a deleted one leaves all of them.
    private static Sequence<string>? ChangedColumns(DatabaseDesign design, AccessPattern pattern)
    {
        var mark = design.Find(pattern.Entity!)?.Columns.FirstOrDefault(c => c.Part == ColumnPart.DeletedAt);
        return pattern switch
        {
            AccessPattern.Update update => PatternPaths.SetBy(update, design),
            AccessPattern.Delete when mark is not null => [mark.Column],
            _ => null,
        };
    }

    private static bool Maintains(DatabaseDesign design, AccessPattern pattern, IndexCandidate index) =>
        ChangedColumns(design, pattern) is not { } changed
        || changed.Any(c => index.Columns.Contains(c) || index.Include.Contains(c) || index.Where?.Contains(c) == true);
}
