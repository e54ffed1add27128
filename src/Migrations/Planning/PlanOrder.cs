using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Puts the nodes of a plan in an order that satisfies every need at either end.</summary>
internal sealed class PlanOrder
{
    private readonly IReadOnlyList<PlanNode> nodes;
    private readonly AlterationContext context;
    private readonly HashSet<int>[] before;
    private readonly HashSet<(int Earlier, int Later)> soft = [];
    private readonly Dictionary<PartKey, int> goneBy = [];
    private readonly Dictionary<PartKey, int> madeBy = [];
    private readonly Dictionary<PartKey, int> alteredBy = [];

    /// <summary>The order of the nodes of that work.</summary>
    public PlanOrder(PlanActions work, AlterationContext context)
    {
        nodes = work.Nodes;
        this.context = context;
        before = nodes.Select(_ => new HashSet<int>()).ToArray();
        for (var i = 0; i < nodes.Count; i++)
        {
            var map = nodes[i].Action switch
            {
                PlanAction.Drop => goneBy,
                PlanAction.Create => madeBy,
                _ => alteredBy,
            };
            foreach (var key in nodes[i].Covers)
            {
                map[key] = i;
            }
        }

        Edges();
    }

    /// <summary>Whether a routine is made before what its text mentions; known when the order is.</summary>
    public bool MakesBodiesEarly { get; private set; }

    /// <summary>The nodes in order; nodes that do not depend on each other stand by what they do, then by kind and name.</summary>
    public Sequence<PlanNode> Sorted()
    {
        var sorted = new List<PlanNode>(nodes.Count);
        var place = Enumerable
            .Range(0, nodes.Count)
            .OrderBy(i => Rank(nodes[i]))
            .ThenBy(i => KindRank(nodes[i]))
            .ThenBy(i => nodes[i].Part.Key)
            .ToArray();
        var ranks = new int[nodes.Count];
        for (var i = 0; i < place.Length; i++)
        {
            ranks[place[i]] = i;
        }

        var later = nodes.Select(_ => new List<int>()).ToArray();
        var waiting = before.Select(b => b.Count).ToArray();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var earlier in before[i])
            {
                later[earlier].Add(i);
            }
        }

        var open = new SortedSet<int>(Enumerable.Range(0, nodes.Count));
        var ready = new SortedSet<int>(Enumerable.Range(0, nodes.Count).Where(i => waiting[i] == 0).Select(i => ranks[i]));
        var done = new bool[nodes.Count];
        while (open.Count > 0)
        {
            // Needs that go in circles although none is soft: the first in line goes, and the engine says what is wrong.
            var rank = ready.Count > 0 ? ready.Min : open.FirstOrDefault(r => Only(place[r], done), open.Min);
            var next = place[rank];
            MakesBodiesEarly |= nodes[next] is { Part: SchemaPart.RoutinePart, Action: not PlanAction.Drop } && waiting[next] > 0;
            ready.Remove(rank);
            open.Remove(rank);
            done[next] = true;
            sorted.Add(nodes[next]);
            foreach (var dependent in later[next])
            {
                if (--waiting[dependent] == 0 && !done[dependent])
                {
                    ready.Add(ranks[dependent]);
                }
            }
        }

        return sorted.ToSequence();
    }

    // Whether nothing but what texts suggest is in the way.
    private bool Only(int node, bool[] done) => before[node].All(b => done[b] || soft.Contains((b, node)));

    private static int Rank(PlanNode node) =>
        (node.Action, node.Part) switch
        {
            (PlanAction.Alter, _) when node.Alteration.Statements.Any(s => !s.UsableAtOnce) => 0,
            (
                PlanAction.Drop,
                SchemaPart.TablePart
                    or SchemaPart.ColumnPart
                    or SchemaPart.Enumeration
                    or SchemaPart.Domain
                    or SchemaPart.Composite
                    or SchemaPart.NumberSequencePart
            ) => 4,
            (PlanAction.Drop, SchemaPart.Namespace or SchemaPart.ExtensionPart) => 5,
            (PlanAction.Drop, _) => 1,
            (PlanAction.Alter, _) => 2,
            _ => 3,
        };

    private static int KindRank(PlanNode node)
    {
        var rank = node.Part switch
        {
            SchemaPart.Namespace => 0,
            SchemaPart.ExtensionPart => 1,
            SchemaPart.Enumeration => 2,
            SchemaPart.Composite => 3,
            SchemaPart.Domain => 4,
            SchemaPart.NumberSequencePart => 5,
            SchemaPart.TablePart => 6,
            SchemaPart.ColumnPart => 7,
            SchemaPart.ColumnDefault => 8,
            SchemaPart.PrimaryKeyPart => 9,
            SchemaPart.Unique => 10,
            SchemaPart.Check => 11,
            SchemaPart.Exclusion => 12,
            SchemaPart.Index => 13,
            SchemaPart.ForeignKeyPart => 14,
            SchemaPart.RoutinePart => 15,
            SchemaPart.ViewPart => 16,
            SchemaPart.TriggerPart => 17,
            SchemaPart.VirtualTablePart => 18,
            SchemaPart.Other => 19,
            SchemaPart.Owner => 20,
            SchemaPart.Revocation => 21,
            SchemaPart.Right => 22,
            _ => 23,
        };
        return node.Action == PlanAction.Drop ? -rank : rank;
    }

    private void Edges()
    {
        foreach (var (key, drop) in goneBy)
        {
            foreach (var need in context.FromGraph.Needs(key))
            {
                Edge(drop, goneBy, need, IsSoft(context.FromGraph, key, need));
                Edge(drop, alteredBy, need, isSoft: true);
            }

            if (madeBy.TryGetValue(key, out var again))
            {
                Edge(drop, again);
            }
        }

        foreach (var (key, alter) in alteredBy)
        {
            foreach (var need in context.FromGraph.Needs(key))
            {
                Edge(alter, goneBy, need, context.FromGraph.IsSoft(key, need) || context.ToGraph.Needs(key).Contains(need));

                // What is freed from something that changes is freed before: a column moves to another type before its type is replaced.
                if (!context.ToGraph.Needs(key).Contains(need))
                {
                    Edge(alter, alteredBy, need, context.FromGraph.IsSoft(key, need));
                }
            }

            foreach (var need in context.ToGraph.Needs(key))
            {
                EdgeFrom(madeBy, need, alter, context.ToGraph.IsSoft(key, need));
                EdgeFrom(alteredBy, need, alter, isSoft: true);
            }

            foreach (var away in nodes[alter].Alteration.Away)
            {
                Edge(away, goneBy, alter);
                if (madeBy.TryGetValue(away, out var back))
                {
                    Edge(alter, back);
                }
            }
        }

        foreach (var (key, create) in madeBy)
        {
            foreach (var need in context.ToGraph.Needs(key))
            {
                EdgeFrom(madeBy, need, create, context.ToGraph.IsSoft(key, need));
                EdgeFrom(alteredBy, need, create, context.ToGraph.IsSoft(key, need));
            }
        }

        Names();
    }

    // A name is free only when what had it is gone. Relations and the indexes behind constraints share their names, and so do types.
    private void Names()
    {
        var leaving = goneBy
            .SelectMany(g => Taken(context.FromGraph.Parts[g.Key]).Select(name => (Name: name, Node: g.Value)))
            .ToLookup(g => g.Name, g => g.Node);
        foreach (var (key, create) in madeBy)
        {
            foreach (var drop in Taken(context.ToGraph.Parts[key]).SelectMany(name => leaving[name]))
            {
                Edge(drop, create);
            }
        }
    }

    private static IEnumerable<QualifiedName> Taken(SchemaPart part) =>
        part switch
        {
            { Facet.Length: > 0 } => [],
            // These names are free in every other table.
            SchemaPart.Index { NamedWithinTable: true } => [],
            SchemaPart.PrimaryKeyPart or SchemaPart.Unique or SchemaPart.Exclusion =>
            [
                new(((SchemaPart.ConstraintPart)part).Table.Schema, ((SchemaPart.ConstraintPart)part).Name),
            ],
            SchemaPart.TablePart
            or SchemaPart.ViewPart
            or SchemaPart.NumberSequencePart
            or SchemaPart.Index
            or SchemaPart.Enumeration
            or SchemaPart.Domain
            or SchemaPart.Composite
            or SchemaPart.VirtualTablePart => [part.Id.Name],
            SchemaPart.Other { Definition.Id.Kind: ObjectKind.ForeignTable or ObjectKind.Type } => [part.Id.Name],
            // The sequence behind an identity column has a name too.
            SchemaPart.ColumnPart(var table, { Identity: not null } column) =>
            [
                new(table.Schema, $"{table.Name}_{column.Name}_seq"),
            ],
            _ => [],
        };

    private static bool IsSoft(SchemaGraph graph, PartKey dependent, PartKey on) => graph.IsSoft(dependent, on);

    private void Edge(int earlier, Dictionary<PartKey, int> later, PartKey key, bool isSoft)
    {
        if (later.TryGetValue(key, out var node))
        {
            Edge(earlier, node, isSoft);
        }
    }

    private void Edge(PartKey key, Dictionary<PartKey, int> earlier, int later)
    {
        if (earlier.TryGetValue(key, out var node))
        {
            Edge(node, later);
        }
    }

    private void EdgeFrom(Dictionary<PartKey, int> earlier, PartKey key, int later, bool isSoft)
    {
        if (earlier.TryGetValue(key, out var node))
        {
            Edge(node, later, isSoft);
        }
    }

    private void Edge(int earlier, int later, bool isSoft = false)
    {
        if (earlier == later)
        {
            return;
        }

        var known = !before[later].Add(earlier);
        if (isSoft && !known)
        {
            soft.Add((earlier, later));
        }
        else if (!isSoft)
        {
            soft.Remove((earlier, later));
        }
    }
}
