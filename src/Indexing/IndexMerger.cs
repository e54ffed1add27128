using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>Makes few indexes of many: what another index or a key answers as well is not kept apart.</summary>
internal sealed class IndexMerger(RelationalSchema schema)
{
    /// <summary>The indexes that remain, in a stable order.</summary>
    public Sequence<IndexCandidate> Merge(IEnumerable<IndexCandidate> candidates)
    {
        var kept = new List<IndexCandidate>();
        foreach (var candidate in candidates)
        {
            var same = kept.FindIndex(k => IsSame(k, candidate));
            if (same >= 0)
            {
                kept[same] = WithIncludes(kept[same], candidate).AskedBy(candidate);
            }
            else
            {
                kept.Add(candidate);
            }
        }

        kept.RemoveAll(IsAnsweredByKey);
        while (AbsorbOne(kept)) { }

        return kept.OrderBy(c => c.Table)
            .ThenBy(c => string.Join(',', c.Columns), StringComparer.Ordinal)
            .ThenBy(c => c.Where, StringComparer.Ordinal)
            .ToSequence();
    }

    private static bool IsSame(IndexCandidate one, IndexCandidate other) =>
        one.Table == other.Table
        && one.Method == other.Method
        && one.Where == other.Where
        && one.Parts.Equals(other.Parts)
        && (!one.Unique || other.Include.Count == 0);

    private static bool AbsorbOne(List<IndexCandidate> kept)
    {
        foreach (var small in kept.Where(c => !c.IsFixed && c.Method == "btree").OrderBy(c => c.Parts.Count).ToList())
        {
            foreach (var large in kept.Where(c => !ReferenceEquals(c, small)).OrderBy(c => c.Parts.Count).ToList())
            {
                if (
                    large.Table != small.Table
                    || large.Method != "btree"
                    || large.Where != small.Where
                    || (large.IsFixed && small.Include.Any(i => !large.Include.Contains(i) && !large.Columns.Contains(i)))
                    || Arrange(small, large.Parts, large.IsFixed ? 0 : large.FreeParts) is not { } parts
                )
                {
                    continue;
                }

                var merged = WithIncludes(
                    large with
                    {
                        Parts = parts,
                        FreeParts =
                            parts.Equals(large.Parts) && small.FreeParts >= large.FreeParts
                                ? large.FreeParts
                                : Math.Min(small.FreeParts, large.FreeParts),
                    },
                    small
                );
                kept[kept.IndexOf(large)] = merged.AskedBy(small);
                kept.Remove(small);
                return true;
            }
        }

        return false;
    }

    private static IndexCandidate WithIncludes(IndexCandidate index, IndexCandidate other) =>
        index with
        {
            Include = index.Include.Concat(other.Include).Distinct().Where(c => !index.Columns.Contains(c)).ToSequence(),
        };

    private bool IsAnsweredByKey(IndexCandidate candidate)
    {
        if (candidate.IsFixed || candidate.Method != "btree" || candidate.Where is not null)
        {
            return false;
        }

        var table = schema.Find(candidate.Table);
        return Keys(table)
            .Any(columns =>
                Arrange(candidate, columns.Select(c => IndexPart.Of(c)).ToSequence(), 0) is not null
                && candidate.Include.All(columns.Contains)
            );
    }

    private static IEnumerable<Sequence<string>> Keys(Table? table) =>
        table is null
            ? []
            : table
                .Uniques.Select(u => u.Columns)
                .Concat(table.PrimaryKey is { } key ? [key.Columns] : Array.Empty<Sequence<string>>());

    /// <summary>
    /// The parts of a larger index, the first <paramref name="free"/> of them reordered where needed, so that the smaller one is their
    /// beginning; none when that cannot be.
    /// </summary>
    internal static Sequence<IndexPart>? Arrange(IndexCandidate small, Sequence<IndexPart> large, int free)
    {
        if (small.Parts.Count > large.Count)
        {
            return null;
        }

        var open = large.Take(free).ToList();
        var rest = new Queue<IndexPart>(large.Skip(free));
        var result = new List<IndexPart>();
        var wanted = small.Parts.Take(small.FreeParts).ToList();
        foreach (var part in wanted.Where(w => open.Exists(o => IsAlike(o, w))).ToList())
        {
            Take(open.Find(o => IsAlike(o, part))!, part);
        }

        while (wanted.Count > 0)
        {
            if (open.Count > 0 || rest.Count == 0 || wanted.Find(w => IsAlike(w, rest.Peek())) is not { } part)
            {
                return null;
            }

            wanted.Remove(part);
            result.Add(rest.Dequeue());
        }

        bool? inverted = null;
        foreach (var part in small.Parts.Skip(small.FreeParts))
        {
            IndexPart? found;
            if (open.Count > 0)
            {
                found = open.Find(o => IsAlike(o, part));
                if (found is null)
                {
                    return null;
                }

                open.Remove(found);
                found = found with { Descending = part.Descending != (inverted ?? false), NullsFirst = part.NullsFirst };
            }
            else if (rest.Count == 0 || !IsAlike(rest.Peek(), part))
            {
                return null;
            }
            else
            {
                found = rest.Dequeue();
                inverted ??= found.Descending != part.Descending;
                if (found.Descending != part.Descending != inverted)
                {
                    return null;
                }
            }

            result.Add(found);
        }

        return [.. result, .. open, .. rest];

        void Take(IndexPart from, IndexPart part)
        {
            open.Remove(from);
            wanted.Remove(part);
            result.Add(from);
        }
    }

    private static bool IsAlike(IndexPart one, IndexPart other) =>
        one.Column == other.Column && one.Expression == other.Expression && one.OperatorClass == other.OperatorClass;
}
