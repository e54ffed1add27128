using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The order in which the objects of a schema can be made: what an object needs comes before it, else kinds stand together and names are in
/// order. A table counts with its columns, defaults and constraints other than foreign keys.
/// </summary>
internal sealed class CreationOrder
{
    private readonly SchemaGraph graph;
    private readonly IReadOnlySet<ObjectId>? apart;
    private readonly Dictionary<PartKey, HashSet<PartKey>> needs = [];
    private readonly Dictionary<PartKey, HashSet<PartKey>> soft = [];

    /// <summary>The order of the objects in a graph.</summary>
    /// <param name="graph">What needs what.</param>
    /// <param name="apart">
    /// The foreign keys that are dropped before everything else, where the order is that of tables with their foreign keys; none where
    /// foreign keys are made by themselves.
    /// </param>
    /// <exception cref="Failure">Objects need each other in a circle that no order satisfies (<see cref="ExitStatus.BadInput"/>).</exception>
    public CreationOrder(SchemaGraph graph, IReadOnlySet<ObjectId>? apart = null)
    {
        this.graph = graph;
        this.apart = apart;
        foreach (var (key, part) in graph.Parts)
        {
            var unit = Unit(key, part);
            if (unit is null)
            {
                continue;
            }

            needs.TryAdd(unit, []);
            soft.TryAdd(unit, []);
            foreach (var need in graph.Needs(key))
            {
                if (Unit(need, graph.Parts[need]) is { } other && other != unit)
                {
                    (graph.IsSoft(key, need) ? soft : needs).TryAdd(unit, []);
                    (graph.IsSoft(key, need) ? soft : needs)[unit].Add(other);
                }
            }
        }

        Units = Order();
    }

    /// <summary>The objects, and apart from them the columns that sequences go with.</summary>
    public Sequence<PartKey> Units { get; }

    /// <summary>Routines whose text mentions what can only be made after them.</summary>
    public IReadOnlySet<PartKey> Early { get; private set; } = new HashSet<PartKey>();

    /// <summary>The object that a part is made with; none for comments, owners and rights.</summary>
    private PartKey? Unit(PartKey key, SchemaPart part) =>
        part switch
        {
            SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation => null,
            SchemaPart.OwnedBy => key,
            SchemaPart.ColumnPart or SchemaPart.ColumnDefault => graph.Relation(key.Id.Name),
            SchemaPart.ForeignKeyPart when apart is not null => apart.Contains(key.Id) ? null : graph.Relation(key.Id.Name),
            SchemaPart.ForeignKeyPart => key,
            SchemaPart.ConstraintPart constraint => graph.Relation(constraint.Table),
            _ => key,
        };

    private Sequence<PartKey> Order()
    {
        var waiting = needs.ToDictionary(n => n.Key, n => n.Value.Count + soft[n.Key].Count(s => !n.Value.Contains(s)));
        var dependents = needs
            .Keys.SelectMany(u => needs[u].Union(soft[u]).Select(on => (Unit: u, On: on)))
            .ToLookup(e => e.On, e => e.Unit);
        var ready = new SortedSet<PartKey>(
            waiting.Where(w => w.Value == 0).Select(w => w.Key),
            Comparer<PartKey>.Create(Compare)
        );
        var open = new SortedSet<PartKey>(needs.Keys, Comparer<PartKey>.Create(Compare));
        var early = new HashSet<PartKey>();
        var done = new HashSet<PartKey>();
        var ordered = new List<PartKey>();
        while (open.Count > 0)
        {
            // Where only soft needs are in the way, the first in line goes before what its text mentions.
            var next = ready.Min ?? open.FirstOrDefault(u => needs[u].IsSubsetOf(done)) ?? throw Circle(open, done);
            if (soft[next].Any(s => !done.Contains(s)))
            {
                early.Add(next);
            }

            ready.Remove(next);
            open.Remove(next);
            done.Add(next);
            ordered.Add(next);
            foreach (var dependent in dependents[next])
            {
                if (--waiting[dependent] == 0 && !done.Contains(dependent))
                {
                    ready.Add(dependent);
                }
            }
        }

        Early = early;
        return ordered.ToSequence();
    }

    private Failure Circle(IEnumerable<PartKey> open, HashSet<PartKey> done)
    {
        var path = new List<PartKey>();
        for (var at = open.First(); !path.Contains(at); at = needs[at].Where(n => !done.Contains(n)).Order().First())
        {
            path.Add(at);
        }

        var last = needs[path[^1]].Where(n => !done.Contains(n)).Order().First();
        var circle = path.SkipWhile(p => p != last).Select(p => p.Id.ToString()).ToList();
        return Failure.Because(
            ExitStatus.BadInput,
            "circular-objects",
            $"No order creates these objects: {string.Join(" needs ", circle)} needs {circle[0]}.",
            "Each of them must be there before the other."
        );
    }

    private int Compare(PartKey? a, PartKey? b)
    {
        var byRank = Rank(graph.Parts[a!]).CompareTo(Rank(graph.Parts[b!]));
        return byRank != 0 ? byRank : a!.CompareTo(b);
    }

    private static int Rank(SchemaPart part) =>
        part switch
        {
            SchemaPart.Namespace => 0,
            SchemaPart.ExtensionPart => 1,
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.Language or ObjectKind.Collation } => 2,
            SchemaPart.Enumeration or SchemaPart.Composite => 3,
            SchemaPart.Domain => 4,
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.Type } => 5,
            SchemaPart.RoutinePart => 6,
            SchemaPart.Other { Definition.Id.Kind: >= ObjectKind.Aggregate and <= ObjectKind.TextSearchConfiguration } => 7,
            SchemaPart.Other { Definition.Id.Kind: >= ObjectKind.ForeignDataWrapper and <= ObjectKind.UserMapping } => 8,
            SchemaPart.NumberSequencePart => 9,
            SchemaPart.TablePart => 10,
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.ForeignTable } => 11,
            SchemaPart.OwnedBy => 12,
            SchemaPart.ConstraintPart and not SchemaPart.ForeignKeyPart => 13,
            SchemaPart.ForeignKeyPart => 14,
            SchemaPart.ViewPart => 15,
            SchemaPart.Index => 16,
            SchemaPart.TriggerPart => 17,
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.Publication } => 19,
            // They act on the definitions that come after them.
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.EventTrigger } => 21,
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.DefaultPrivileges } => 20,
            _ => 18,
        };
}
