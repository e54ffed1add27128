using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Splits a relation into parts in a higher normal form, and judges a split: lossless, dependencies kept.</summary>
public static class Decomposition
{
    /// <summary>
    /// Up to this many attributes a part is searched for violations of BCNF through all of its subsets, exactly; beyond it through the
    /// determinants of the cover and through pairs of attributes, which finds what declared dependencies normally hide.
    /// </summary>
    public const int ExactAttributes = 14;

    /// <summary>
    /// Parts in third normal form (Bernstein's synthesis): always lossless, and every dependency can be enforced within one part.
    /// </summary>
    public static Sequence<Sequence<string>> Synthesise(DependencySet relation)
    {
        var cover = relation.Cover();
        var classes = cover.GroupBy(arrow => relation.Closure(arrow.From)).ToList();

        // Determinants that determine each other become keys of one part. What the others of a class determine is then known without
        // saying it, and would be a transitive dependency within the part.
        var equivalences = classes.SelectMany(c => Cycle(c.Select(arrow => arrow.From).Distinct().ToList())).ToList();
        var keysOf = classes.ToDictionary(
            c => c.Key,
            c => c.Aggregate(default(AttributeSet), (all, arrow) => all.Union(arrow.From))
        );
        var rest = cover.Where(arrow => !arrow.To.IsSubsetOf(keysOf[relation.Closure(arrow.From)])).ToList();
        for (var i = rest.Count - 1; i >= 0; i--)
        {
            var arrow = rest[i];
            var others = relation.With([.. equivalences, .. rest.Where((_, position) => position != i)]);
            if (arrow.To.IsSubsetOf(others.Closure(arrow.From)))
            {
                rest.RemoveAt(i);
            }
        }

        var parts = keysOf
            .Select(c => rest.Where(a => relation.Closure(a.From).Equals(c.Key)).Aggregate(c.Value, (all, a) => all.Union(a.To)))
            .ToList();

        // An attribute that no dependency mentions is part of every key, so this also places it.
        var keys = relation.Keys(out _);
        if (!keys.Exists(k => parts.Exists(k.IsSubsetOf)))
        {
            parts.Add(keys[0]);
        }

        return Named(relation, WithoutContained(parts));
    }

    /// <summary>Parts in Boyce-Codd normal form: always lossless, but dependencies may be lost (<see cref="Lost"/>).</summary>
    public static Sequence<Sequence<string>> SplitToBoyceCodd(DependencySet relation)
    {
        var done = new List<AttributeSet>();
        var open = new Stack<AttributeSet>([relation.Universe]);
        while (open.TryPop(out var part))
        {
            if (Violation(relation, part) is not { } determinant)
            {
                done.Add(part);
                continue;
            }

            var closure = relation.Closure(determinant).Intersect(part);
            open.Push(part.Except(closure).Union(determinant));
            open.Push(closure);
        }

        return Named(relation, WithoutContained(done));
    }

    /// <summary>Whether joining the parts always gives back exactly the whole, by the chase.</summary>
    public static bool IsLossless(DependencySet relation, IEnumerable<Sequence<string>> parts)
    {
        var sets = parts.Select(p => relation.SetOf(p)).ToList();
        var width = relation.Attributes.Count;

        // One row for each part; 0 stands for the value every row shares, row + 1 for one of its own.
        var rows = sets.Select((set, row) => Enumerable.Range(0, width).Select(a => set.Contains(a) ? 0 : row + 1).ToArray())
            .ToList();
        var cover = relation.Cover();
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var arrow in cover)
            {
                var from = arrow.From.Positions().ToArray();
                var to = arrow.To.Positions().Single();
                foreach (
                    var group in rows.GroupBy(r => string.Join(',', from.Select(f => r[f])), StringComparer.Ordinal).ToList()
                )
                {
                    changed |= Equate(rows, to, group.Select(r => r[to]).Distinct().ToList());
                }
            }
        }

        return rows.Exists(r => Array.TrueForAll(r, symbol => symbol == 0));
    }

    /// <summary>The dependencies of the minimal cover that no part, nor the parts together without a join, can enforce (Ullman).</summary>
    public static Sequence<FunctionalDependency> Lost(DependencySet relation, IEnumerable<Sequence<string>> parts)
    {
        var sets = parts.Select(p => relation.SetOf(p)).ToList();
        return relation.Cover().Where(arrow => !IsPreserved(relation, sets, arrow)).Select(relation.DependencyOf).ToSequence();
    }

    /// <summary>A determinant within a part that is no key of it, or none when the part is in BCNF.</summary>
    internal static AttributeSet? Violation(DependencySet relation, AttributeSet part)
    {
        var candidates = relation.Cover().Select(a => a.From).Where(f => f.IsSubsetOf(part)).Distinct().ToList();
        foreach (var candidate in candidates)
        {
            if (Violates(relation, part, candidate))
            {
                return candidate;
            }
        }

        return part.Count <= ExactAttributes ? SearchSubsets(relation, part) : SearchPairs(relation, part);
    }

    private static bool Violates(DependencySet relation, AttributeSet part, AttributeSet determinant)
    {
        var closure = relation.Closure(determinant).Intersect(part);
        return !closure.IsSubsetOf(determinant) && !part.IsSubsetOf(closure);
    }

    private static IEnumerable<DependencySet.Arrow> Cycle(List<AttributeSet> determinants) =>
        determinants.Count < 2
            ? []
            : determinants.Select((from, i) => new DependencySet.Arrow(from, determinants[(i + 1) % determinants.Count]));

    private static AttributeSet? SearchSubsets(DependencySet relation, AttributeSet part)
    {
        var positions = part.Positions().ToArray();
        var masks = Enumerable.Range(1, Math.Max(0, (1 << positions.Length) - 2)).OrderBy(int.PopCount).ThenBy(mask => mask);
        foreach (var mask in masks)
        {
            var determinant = AttributeSet.Of(positions.Where((_, i) => (mask >> i & 1) != 0));
            if (Violates(relation, part, determinant))
            {
                return determinant;
            }
        }

        return null;
    }

    private static AttributeSet? SearchPairs(DependencySet relation, AttributeSet part)
    {
        foreach (var a in part.Positions())
        {
            foreach (var b in part.Positions().Where(b => b != a))
            {
                var others = part.Without(a).Without(b);
                if (!relation.Closure(others).Contains(a))
                {
                    continue;
                }

                var determinant = DependencySet.Reduce(others, set => relation.Closure(set).Contains(a));
                if (Violates(relation, part, determinant))
                {
                    return determinant;
                }
            }
        }

        return null;
    }

    private static bool Equate(List<int[]> rows, int column, List<int> symbols)
    {
        if (symbols.Count < 2)
        {
            return false;
        }

        var least = symbols.Min();
        foreach (var row in rows)
        {
            if (symbols.Contains(row[column]))
            {
                row[column] = least;
            }
        }

        return true;
    }

    private static bool IsPreserved(DependencySet relation, List<AttributeSet> parts, DependencySet.Arrow arrow)
    {
        var known = arrow.From;
        for (var grew = true; grew && !arrow.To.IsSubsetOf(known); )
        {
            grew = false;
            foreach (var part in parts)
            {
                var more = relation.Closure(known.Intersect(part)).Intersect(part);
                grew |= !more.IsSubsetOf(known);
                known = known.Union(more);
            }
        }

        return arrow.To.IsSubsetOf(known);
    }

    private static List<AttributeSet> WithoutContained(List<AttributeSet> parts) =>
        [
            .. parts.Where(
                (part, i) =>
                    !parts.Where((other, j) => i != j && part.IsSubsetOf(other) && (!other.IsSubsetOf(part) || j < i)).Any()
            ),
        ];

    private static Sequence<Sequence<string>> Named(DependencySet relation, List<AttributeSet> parts) =>
        parts.OrderBy(p => p.Positions().FirstOrDefault()).ThenByDescending(p => p.Count).Select(relation.NamesOf).ToSequence();
}
