using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>Which index one access needs: equality first, then order or range, then what saves reading the table.</summary>
internal sealed class AccessRules(
    DatabaseDesign design,
    IndexAbilities abilities,
    TableStatistics statistics,
    IndexingOptions options
)
{
    private readonly HashSet<(QualifiedName Table, string Column)> volatileColumns = design
        .Requirements.Access.OfType<AccessPattern.Update>()
        .SelectMany(u => Sql.PatternPaths.SetBy(u, design).Select(c => (design.Find(u.Of)!.Table, c)))
        .ToHashSet();

    /// <summary>The verdict on an access.</summary>
    public AccessVerdict Judge(TableAccess access)
    {
        var rows = statistics.Rows(access.Table);
        if (statistics.IsSmall(access.Table) && access.Document is null)
        {
            return new($"{access.Table} has about {Text(rows)} rows: reading them all is as fast as an index.")
            {
                WholeTable = true,
                IsCheap = true,
            };
        }

        return UniqueKey(access) ?? Special(access) ?? KeyOrder(access) ?? Ordinary(access, rows);
    }

    private AccessVerdict? UniqueKey(TableAccess access)
    {
        var table = design.Schema.Find(access.Table)!;
        var keys = (
            table.PrimaryKey is { } primary
                ? [(primary.Name, primary.Columns)]
                : Array.Empty<(string Name, Sequence<string> Columns)>()
        )
            .Concat(table.Uniques.Select(u => (u.Name, u.Columns)))
            .Concat(
                table
                    .Indexes.Where(i => i.Unique && (i.Where is null || access.Fixed.Any(f => f.Sql == i.Where)))
                    .Select(i => (i.Name, Columns: i.Parts.Select(p => p.Column ?? "").ToSequence()))
            );
        var key = keys.FirstOrDefault(k => k.Columns.All(c => access.Equal.Contains(c) || access.OneOf.Contains(c)));
        return key.Name is null
            ? null
            : new($"{key.Name} finds at most one row for {List(key.Columns)}.") { Constraint = key.Name };
    }

    private AccessVerdict? Special(TableAccess access)
    {
        if (access.Document is { } document)
        {
            return abilities.FullText switch
            {
                FullTextForm.DocumentColumn => Asked(
                    access,
                    new(access.Table, [IndexPart.Of(document.Column)]) { Method = "gin" },
                    $"An inverted index (GIN) of the words of {List(document.Columns)} finds the matching rows without reading the texts."
                ),
                FullTextForm.VirtualTable => new(
                    $"The full-text table {document.VirtualTable} keeps the words of {List(document.Columns)}; triggers keep it up to date."
                )
                {
                    Constraint = document.VirtualTable.Name,
                },
                FullTextForm.Index => Asked(
                    access,
                    new(access.Table, document.Columns.Select(c => IndexPart.Of(c)).ToSequence()) { Method = "fulltext" },
                    $"A full-text index of {List(document.Columns)} finds the matching rows without reading the texts; it has no stemming, and leaves out words of less than three letters and very frequent ones."
                ),
                _ => null,
            };
        }

        if (access.Near is { } point)
        {
            return abilities.Nearest
                ? Asked(
                    access,
                    new(access.Table, [IndexPart.Of(point)]) { Method = "gist" },
                    $"A search tree of points (GiST) gives the rows in the order of their distance in {point}."
                )
                : null;
        }

        // A condition that leaves few rows is a better start than any search in texts.
        if (Matched(access) <= options.SmallTable && (access.Equal.Count > 0 || access.OneOf.Count > 0))
        {
            return null;
        }

        if (access.Has.Count > 0)
        {
            return !abilities.JsonContainment
                ? Unsupported(access, $"what the documents of {access.Has[0]} contain")
                : Asked(
                    access,
                    new(access.Table, [IndexPart.Of(access.Has[0]) with { OperatorClass = abilities.JsonOperatorClass }])
                    {
                        Method = "gin",
                    },
                    $"An inverted index (GIN) of the contents of {access.Has[0]} finds the documents that contain a given one."
                );
        }

        if (access.Contains.Count > 0)
        {
            return abilities.TrigramOperatorClass is { } trigrams
                ? Asked(
                    access,
                    new(access.Table, access.Contains.Select(c => IndexPart.Of(c) with { OperatorClass = trigrams }).ToSequence())
                    {
                        Method = "gin",
                    },
                    $"An inverted index (GIN) of groups of three letters finds a text anywhere within {List(access.Contains)}, from three letters on."
                )
                : Unsupported(access, $"a text anywhere within {List(access.Contains)}");
        }

        return null;
    }

    private static AccessVerdict? Unsupported(TableAccess access, string what) =>
        access is { Equal: [], OneOf: [], Ranges: [], StartsWith: [], EndsEarly: false }
            ? new($"No index of this engine finds {what}: it reads {access.Table} row by row.") { WholeTable = true }
            : null;

    private AccessVerdict? KeyOrder(TableAccess access)
    {
        var table = design.Schema.Find(access.Table)!;
        return
            abilities.TablesInKeyOrder
            && access is { EndsEarly: true, Equal: [], OneOf: [], Fixed: [] }
            && table.PrimaryKey?.Columns is [var key]
            && access.Order[0].Column == key
            && table.Find(key)?.Type is DataType.Integer
            && access.Ranges.All(r => r.Column == key)
            ? new($"{access.Table} is itself kept in the order of {key}; reading ends with the limit.")
            {
                WholeTable = true,
                IsCheap = true,
            }
            : null;
    }

    private AccessVerdict Ordinary(TableAccess access, long rows)
    {
        var equal = access
            .Equal.OrderByDescending(c => statistics.Distinct(access.Table, c))
            .ThenByDescending(c => Frequency(access.Table, c))
            .ThenBy(c => c, StringComparer.Ordinal)
            .ToList();
        var predicates = Predicates(access);
        var share = predicates.Aggregate(1.0, (product, f) => product * f.Share);

        // A fixed value shared by too many rows for a partial index still narrows the search when it stands first.
        if (equal.Count == 0 && access.OneOf.Count == 0 && predicates.Count == 0 && !access.EndsEarly)
        {
            equal.AddRange(
                access.Fixed.Where(f => f.IsEquality && f.Share <= options.WholeTableShare).Select(f => f.Column).Distinct()
            );
        }

        var parts = equal.Select(c => IndexPart.Of(c)).ToList();
        var words = equal.Count > 0 ? [$"equality on {List(equal)}"] : new List<string>();
        Continue(access, parts, words, predicates);
        if (parts.Count == 0 && predicates.Count > 0)
        {
            parts.Add(IndexPart.Of(predicates[0].Column));
        }

        if (parts.Count == 0)
        {
            return Whole(access, rows, 1);
        }

        var matched = Matched(access);
        if (!access.EndsEarly && matched > rows * options.WholeTableShare && !CoversAggregate(access, matched, rows))
        {
            return Whole(access, rows, matched / rows);
        }

        var candidate = new IndexCandidate(access.Table, parts.ToSequence())
        {
            FreeParts = equal.Count,
            Predicates = predicates.Select(p => p.Sql).Distinct().ToSequence(),
            WhereColumns = predicates.Select(p => p.Column).Distinct().ToSequence(),
            Share = share,
        };
        if (predicates.Count > 0)
        {
            words.Add($"only for the rows with {candidate.Where}, about {Percent(share)} of them");
        }

        candidate = Method(access, candidate, words);
        candidate = Covering(access, candidate, matched, words);
        return Asked(access, candidate, $"{Capital(Joined(words))}.");
    }

    // Where the other conditions leave few rows, one index without predicate serves more patterns and loses nothing.
    private List<FixedCondition> Predicates(TableAccess access)
    {
        var few = access.Equal.Count > 0 && Matched(access with { Fixed = [], Ranges = [] }) <= options.FilteredRows;
        return few || !abilities.Partial
            ? []
            : access.Fixed.Where(f => f.Sql.Length > 0 && f.Share <= options.PartialShare).ToList();
    }

    /// <summary>What follows the columns compared for equality: the order, a range, lists.</summary>
    private void Continue(TableAccess access, List<IndexPart> parts, List<string> words, List<FixedCondition> predicates)
    {
        var oneOf = access
            .OneOf.Where(c => !access.Equal.Contains(c))
            .OrderByDescending(c => statistics.Distinct(access.Table, c))
            .ToList();
        var beginning = access.StartsWith.Select(c => new RangeColumn(c, options.RangeShare));
        var range = access
            .Ranges.Concat(beginning)
            .Where(r => !access.Equal.Contains(r.Column))
            .OrderBy(r => r.Share)
            .FirstOrDefault();
        var sorts = (parts.Count > 0 || predicates.Count > 0) && Matched(access) > options.SortRows;
        var ordered = access.Order.Count > 0 && (access.EndsEarly || sorts);
        var inOrder =
            range is not null && access.Order.Count > 0 && access.Order[0].Column == range.Column && OperatorClass(range) is null;
        if (ordered && range is not null && !inOrder && !OrderBeatsRange(access, range))
        {
            ordered = false;
        }

        if (ordered)
        {
            parts.AddRange(access.Order.Select(o => IndexPart.Of(o.Column, o.Descending)));
            words.Add(
                $"the order {string.Join(", ", access.Order.Select(o => o.Descending ? $"{o.Column} descending" : o.Column))}"
            );

            // A list before the order would break it; after it, it saves reading rows, but not where its column changes often.
            Append(oneOf.FindAll(c => !volatileColumns.Contains((access.Table, c))));
            return;
        }

        Append(oneOf);
        if (range is not null)
        {
            parts.Add(IndexPart.Of(range.Column) with { OperatorClass = OperatorClass(range) });
            words.Add(
                access.StartsWith.Contains(range.Column) ? $"the beginnings of {range.Column}" : $"the range of {range.Column}"
            );
        }

        string? OperatorClass(RangeColumn column) =>
            access.StartsWith.Contains(column.Column) ? abilities.PrefixOperatorClass : null;

        void Append(List<string> columns)
        {
            var added = columns.Where(c => parts.TrueForAll(p => p.Column != c)).ToList();
            parts.AddRange(added.Select(c => IndexPart.Of(c)));
            if (added.Count > 0)
            {
                words.Add($"the listed values of {List(added)}");
            }
        }
    }

    // Walking the order until enough rows fall into the range, or reading the range and sorting it: whichever reads fewer rows.
    private bool OrderBeatsRange(TableAccess access, RangeColumn range)
    {
        var entered = Matched(access with { Ranges = [] });
        return access.Limit is { } limit && limit / Math.Max(range.Share, 1e-9) < entered * range.Share;
    }

    private IndexCandidate Method(TableAccess access, IndexCandidate candidate, List<string> words)
    {
        if (candidate.Parts is not [{ Column: { } column, OperatorClass: null }] || candidate.Where is not null)
        {
            return candidate;
        }

        var text = design.Schema.Find(access.Table)?.Find(column)?.Type is DataType.Text;
        var length = statistics.Meaning(access.Table, column) switch
        {
            { Kind: SemanticKind.Url or SemanticKind.File } => int.MaxValue,
            { Kind: SemanticKind.Text, Length: var most } => most ?? int.MaxValue,
            _ => 0,
        };
        if (abilities.Hash && text && access.Equal.Contains(column) && length > options.HashCharacters)
        {
            words.Add("by a hash, as the text is long");
            return candidate with { Method = "hash" };
        }

        var wide = access.Ranges.FirstOrDefault(r => r.Column == column)?.Share >= options.BlockRangeShare;
        if (
            abilities.BlockRange
            && wide
            && access.Limit is null
            && statistics.Rows(access.Table) >= options.BlockRangeRows
            && design.Schema.Find(access.Table)?.Find(column) is { Type: DataType.Timestamp, Default: not null }
            && !volatileColumns.Contains((access.Table, column))
        )
        {
            words.Add(
                "by the least and greatest value of each range of blocks, which is enough as rows are appended in this order"
            );
            return candidate with { Method = "brin" };
        }

        return candidate;
    }

    private IndexCandidate Covering(TableAccess access, IndexCandidate candidate, double matched, List<string> words)
    {
        if (candidate.Method != "btree" || access.Read is not { } read || candidate.Parts.Any(p => p.OperatorClass is not null))
        {
            return candidate;
        }

        var further = read.Where(c =>
                candidate.Parts.All(p => p.Column != c) && !IsRowKey(access.Table, c) && !InPredicate(access, candidate, c)
            )
            .ToList();
        // Rows in which no index finds a text are walked until enough of them have it.
        var found = access.Contains.Count > 0 ? options.ContainsShare : 1;
        var rows = access.EndsEarly ? Math.Min(matched, access.Limit!.Value / found) : matched;
        var worth = access.Rate >= options.CoveringRate || rows >= options.CoveringRows;
        if (
            !worth
            || further.Count == 0
            || further.Count > options.CoveringColumns
            || further.Sum(c => statistics.Width(access.Table, c)) > options.CoveringBytes
            || further.Exists(c => volatileColumns.Contains((access.Table, c)))
        )
        {
            return candidate;
        }

        words.Add($"with {List(further)} kept along, so that the table itself need not be read");
        return candidate with { Include = further.ToSequence() };
    }

    // Every index of a rowid table ends with the row's integer key.
    private bool IsRowKey(QualifiedName table, string column) =>
        !abilities.Include
        && design.Schema.Find(table) is { PrimaryKey.Columns: [var key] } found
        && key == column
        && found.Find(key) is { Type: DataType.Integer };

    private static bool InPredicate(TableAccess access, IndexCandidate candidate, string column) =>
        candidate.Where is not null
        && access.Fixed.Any(f => f.Column == column && candidate.Where.Contains(f.Sql))
        && access.Equal.All(c => c != column);

    private bool CoversAggregate(TableAccess access, double matched, long rows) =>
        access.Pattern is AccessPattern.Aggregate
        && access.Read is not null
        && access.Ranges.Count > 0
        && matched <= rows * options.OpenRangeShare;

    private AccessVerdict Whole(TableAccess access, long rows, double share) =>
        new(
            share >= 1
                ? $"It reads all of the about {Text(rows)} rows of {access.Table}: no condition narrows them."
                : $"It reads about {Percent(share)} of the {Text(rows)} rows of {access.Table}: beyond {Percent(options.WholeTableShare)} reading the whole table is cheaper than an index."
        )
        {
            WholeTable = true,
        };

    /// <summary>The rows that the conditions leave.</summary>
    private double Matched(TableAccess access)
    {
        var share = access.Equal.Aggregate(1.0, (product, c) => product * statistics.EqualShare(access.Table, c));
        share *= access.OneOf.Aggregate(
            1.0,
            (product, c) => product * Math.Min(1, options.ListItems * statistics.EqualShare(access.Table, c))
        );
        share *= access.Ranges.Aggregate(1.0, (product, r) => product * r.Share);
        share *= access.Fixed.Aggregate(1.0, (product, f) => product * f.Share);
        return share * statistics.Rows(access.Table) * (access.StartsWith.Count > 0 ? options.RangeShare : 1);
    }

    private decimal Frequency(QualifiedName table, string column) =>
        design
            .Requirements.Access.Where(p => p.Entity is { } entity && design.Find(entity)?.Table == table)
            .Where(p =>
                Sql.PatternPaths.ConditionsOf(p)
                    .Any(c =>
                        c.Path.Path[0] == column || design.Find(p.Entity!)?.Role(c.Path.Path[0])?.Columns.Contains(column) == true
                    )
            )
            .Sum(p => p.PerSecond ?? 0);

    private static AccessVerdict Asked(TableAccess access, IndexCandidate candidate, string reason) =>
        new(reason)
        {
            Candidate = candidate with { Patterns = [access.Pattern.Id], Reasons = [$"{access.Pattern.Name}: {Lower(reason)}"] },
        };

    /// <summary>A sentence as the part of another one.</summary>
    public static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }

    // "Equality on a, then the range of b, only for the rows with c": what orders the keys is joined by "then", what else by commas.
    private static string Joined(List<string> words) =>
        words.Aggregate(
            (all, word) => word.StartsWith("the ", StringComparison.Ordinal) ? $"{all}, then {word}" : $"{all}, {word}"
        );

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Percent(double share) =>
        (share * 100).ToString(share < 0.01 ? "0.###" : "0.#", CultureInfo.InvariantCulture) + " %";

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
