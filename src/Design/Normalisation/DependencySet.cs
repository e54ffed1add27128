using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>
/// The attributes of a relation and the functional dependencies that hold in it: closures, covers and candidate keys. Every answer lists
/// attributes in the order in which the relation has them.
/// </summary>
public sealed class DependencySet
{
    /// <summary>The greatest number of candidate keys that are searched for: a relation can have exponentially many.</summary>
    public const int MaxKeys = 1_000;

    private readonly Dictionary<string, int> positions;
    private readonly Arrow[] arrows;

    /// <summary>Attributes and the dependencies between them.</summary>
    /// <param name="relation">The relation's name, which the dependencies of the answers carry.</param>
    /// <param name="attributes">The attributes; each once.</param>
    /// <param name="dependencies">The dependencies; their entity is not looked at.</param>
    /// <exception cref="Failure">A dependency names an attribute that the relation does not have.</exception>
    public DependencySet(string relation, Sequence<string> attributes, IEnumerable<FunctionalDependency> dependencies)
    {
        Relation = relation;
        Attributes = attributes;
        positions = attributes
            .Select((name, position) => (name, position))
            .ToDictionary(p => p.name, p => p.position, StringComparer.Ordinal);
        Universe = AttributeSet.All(attributes.Count);
        arrows = [.. dependencies.Select(d => new Arrow(SetOf(d.Determinant, d.At), SetOf(d.Dependent, d.At)))];
    }

    /// <summary>The relation's name.</summary>
    public string Relation { get; }

    /// <summary>The attributes in their order.</summary>
    public Sequence<string> Attributes { get; }

    /// <summary>A dependency between sets of positions.</summary>
    internal readonly record struct Arrow(AttributeSet From, AttributeSet To);

    internal AttributeSet Universe { get; }

    /// <summary>The attributes that are known when the given ones are.</summary>
    public Sequence<string> Closure(IEnumerable<string> attributes) => NamesOf(Closure(SetOf(attributes)));

    /// <summary>Whether the dependency follows from those that are given.</summary>
    public bool Implies(FunctionalDependency dependency) =>
        SetOf(dependency.Dependent).IsSubsetOf(Closure(SetOf(dependency.Determinant)));

    /// <summary>Whether the attributes determine all the others.</summary>
    public bool IsSuperkey(IEnumerable<string> attributes) => IsSuperkey(SetOf(attributes));

    /// <summary>
    /// Equivalent dependencies without anything to leave out: no attribute on a left side, no dependency. Those with the same left side
    /// are written as one.
    /// </summary>
    public Sequence<FunctionalDependency> MinimalCover() =>
        Cover()
            .GroupBy(a => a.From)
            .Select(g => DependencyOf(new(g.Key, g.Aggregate(default(AttributeSet), (to, a) => to.Union(a.To)))))
            .ToSequence();

    /// <summary>All candidate keys, the shortest first (Lucchesi and Osborn).</summary>
    /// <param name="complete">Whether all were found; otherwise the search stopped at <see cref="MaxKeys"/>.</param>
    public Sequence<Sequence<string>> CandidateKeys(out bool complete) => Keys(out complete).Select(NamesOf).ToSequence();

    /// <summary>The attributes that are part of a candidate key.</summary>
    public Sequence<string> PrimeAttributes() =>
        NamesOf(Keys(out _).Aggregate(default(AttributeSet), (all, key) => all.Union(key)));

    internal AttributeSet Closure(AttributeSet start)
    {
        var closure = start;
        var waiting = new List<Arrow>(arrows);
        for (var grew = true; grew; )
        {
            grew = false;
            for (var i = waiting.Count - 1; i >= 0; i--)
            {
                if (!waiting[i].From.IsSubsetOf(closure))
                {
                    continue;
                }

                grew |= !waiting[i].To.IsSubsetOf(closure);
                closure = closure.Union(waiting[i].To);
                waiting.RemoveAt(i);
            }
        }

        return closure;
    }

    internal bool IsSuperkey(AttributeSet set) => Universe.IsSubsetOf(Closure(set));

    /// <summary>The minimal cover with one attribute on each right side.</summary>
    internal List<Arrow> Cover()
    {
        var cover = new List<Arrow>();
        foreach (var arrow in arrows)
        {
            foreach (var to in arrow.To.Except(arrow.From).Positions())
            {
                var target = default(AttributeSet).With(to);
                var reduced = new Arrow(Reduce(arrow.From, from => target.IsSubsetOf(Closure(from))), target);
                if (!reduced.To.IsSubsetOf(reduced.From) && !cover.Contains(reduced))
                {
                    cover.Add(reduced);
                }
            }
        }

        for (var i = cover.Count - 1; i >= 0; i--)
        {
            var rest = With([.. cover.Where((_, position) => position != i)]);
            if (cover[i].To.IsSubsetOf(rest.Closure(cover[i].From)))
            {
                cover.RemoveAt(i);
            }
        }

        return cover;
    }

    internal List<AttributeSet> Keys(out bool complete)
    {
        var cover = Cover();
        var keys = new List<AttributeSet> { Reduce(Universe, IsSuperkey) };
        complete = true;
        for (var i = 0; i < keys.Count && complete; i++)
        {
            foreach (var arrow in cover)
            {
                var candidate = arrow.From.Union(keys[i].Except(arrow.To));
                if (keys.Exists(k => k.IsSubsetOf(candidate)))
                {
                    continue;
                }

                if (keys.Count == MaxKeys)
                {
                    complete = false;
                    break;
                }

                keys.Add(Reduce(candidate, IsSuperkey));
            }
        }

        return
        [
            .. keys.OrderBy(k => k.Count)
                .ThenBy(k => string.Join(',', k.Positions().Select(p => p.ToString("D5"))), StringComparer.Ordinal),
        ];
    }

    /// <summary>The same attributes with other dependencies.</summary>
    internal DependencySet With(Arrow[] other) => new(this, other);

    internal Sequence<string> NamesOf(AttributeSet set) => set.Positions().Select(p => Attributes[p]).ToSequence();

    internal FunctionalDependency DependencyOf(Arrow arrow) => new(Relation, NamesOf(arrow.From), NamesOf(arrow.To), null);

    internal AttributeSet SetOf(IEnumerable<string> attributes, Location? at = null) =>
        AttributeSet.Of(
            attributes.Select(a =>
                positions.TryGetValue(a, out var position)
                    ? position
                    : throw Failure.Because(
                        ExitStatus.BadInput,
                        "unknown-attribute",
                        $"A dependency of {Relation} names {a}, which {Relation} does not have.",
                        fix: NearestName.Of(a, Attributes) is { } near ? $"Did you mean {near}?" : null,
                        at: at
                    )
            )
        );

    /// <summary>A smallest part of a set that still has a property; attributes are left out from the last to the first.</summary>
    internal static AttributeSet Reduce(AttributeSet set, Func<AttributeSet, bool> holds)
    {
        foreach (var position in set.Positions().Reverse())
        {
            var smaller = set.Without(position);
            if (holds(smaller))
            {
                set = smaller;
            }
        }

        return set;
    }

    private DependencySet(DependencySet of, Arrow[] arrows)
    {
        Relation = of.Relation;
        Attributes = of.Attributes;
        positions = of.positions;
        Universe = of.Universe;
        this.arrows = arrows;
    }
}
