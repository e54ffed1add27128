using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>Which indexes and keys a plan may rightly use for an access.</summary>
internal sealed class Coverage(DatabaseDesign design, TableStatistics statistics)
{
    // An index whose first column has fewer values than this finds too large a part of the table, unless it was made for the access.
    private const double LeastDistinct = 10;

    /// <summary>The names, those made for the access first.</summary>
    public Sequence<string> Of(TableAccess access, Sequence<(string Name, IndexCandidate Index)> indexes)
    {
        var own = indexes.Where(i => i.Index.Table == access.Table).ToList();
        var made = own.Where(i => i.Index.Patterns.Contains(access.Pattern.Id) && Serves(i.Index, access))
            .Select(i => i.Name)
            .ToList();
        var others = own.Where(i => Serves(i.Index, access) && (IsSelective(i.Index) || i.Index.Method != "btree"))
            .Where(i => made.Count == 0 || Narrows(i.Index, access))
            .Select(i => i.Name);
        return made.Concat(Keys(access)).Concat(others).Distinct().ToSequence();
    }

    private IEnumerable<string> Keys(TableAccess access)
    {
        var table = design.Schema.Find(access.Table)!;
        var keys = table.Uniques.Select(u => (u.Name, u.Columns)).ToList();
        if (table.PrimaryKey is { } primary)
        {
            keys.Insert(0, (primary.Name, primary.Columns));
        }

        return keys.Where(k =>
            {
                var index = new IndexCandidate(access.Table, k.Columns.Select(c => IndexPart.Of(c)).ToSequence());
                return Serves(index, access) && IsSelective(index);
            })
            .Select(k => k.Name);
    }

    private bool IsSelective(IndexCandidate index) =>
        index.Share < 1 || (index.Columns[0] is { } first && statistics.Distinct(index.Table, first) >= LeastDistinct);

    private static bool Serves(IndexCandidate index, TableAccess access)
    {
        if (!index.Predicates.All(part => access.Fixed.Any(f => f.Sql == part)))
        {
            return false;
        }

        if (index.Columns[0] is not { } first)
        {
            return false;
        }

        switch (index.Method)
        {
            case "gin":
                return access.Has.Contains(first)
                    || index.Columns.Any(c => c is not null && access.Contains.Contains(c))
                    || access.Document?.Column == first;
            case "fulltext":
                return access.Document is { } document && index.Columns.SequenceEqual(document.Columns);
            case "gist":
                return access.Near == first;
            case "hash":
                return access.Equal.Contains(first);
            case "brin":
                return access.Ranges.Any(r => r.Column == first);
        }

        return Narrows(index, access) || (access.EndsEarly && GivesOrder(index, access));
    }

    // Whether few rows are read because of the first column or the predicate, not only because the order ends the work early.
    private static bool Narrows(IndexCandidate index, TableAccess access)
    {
        var first = index.Columns[0]!;
        return index.Share < 1
            || access.Equal.Contains(first)
            || access.OneOf.Contains(first)
            || access.Ranges.Any(r => r.Column == first)
            || access.StartsWith.Contains(first)
            || access.Near == first
            || access.Has.Contains(first)
            || access.Contains.Contains(first)
            || access.Document?.Column == first
            || access.Fixed.Any(f => f.IsEquality && f.Column == first);
    }

    private static bool GivesOrder(IndexCandidate index, TableAccess access)
    {
        var order = access.Order;
        if (index.Parts.Count < order.Count)
        {
            return false;
        }

        var inverted = index.Parts[0].Descending != order[0].Descending;
        return order
            .Zip(index.Parts)
            .All(pair =>
                pair.First.Column == pair.Second.Column && (pair.First.Descending != pair.Second.Descending) == inverted
            );
    }
}
