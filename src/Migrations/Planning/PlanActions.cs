using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Decides what becomes of each part: what goes, what is altered, what is made. What cannot be without something that goes, or is in the
/// way of an alteration, goes too and is made again.
/// </summary>
internal sealed class PlanActions(IAlterer alterer, AlterationContext context, Sequence<Change> changes)
{
    private readonly HashSet<PartKey> gone = [];
    private readonly HashSet<PartKey> made = [];
    private readonly Dictionary<PartKey, (Sequence<Change> Group, Alteration Alteration)> altered = [];
    private readonly Dictionary<PartKey, string> reasons = [];
    private readonly Queue<PartKey> open = new();
    private readonly List<PlanNode> nodes = [];
    private readonly ILookup<PartKey, Change> byKey = changes.ToLookup(KeyOf);

    /// <summary>What a person should know.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>The nodes, in no order.</summary>
    public IReadOnlyList<PlanNode> Nodes => nodes;

    /// <summary>Fills <see cref="Nodes"/>.</summary>
    public void Decide()
    {
        foreach (var group in alterer.Together(changes, context))
        {
            switch (group)
            {
                case [Change.Created(var part) change] when !alterer.AltersAlone(change, context):
                    made.Add(part.Key);
                    break;
                case [Change.Dropped(var part) change] when !alterer.AltersAlone(change, context):
                    Remove(part.Key, "");
                    break;
                default:
                    Alter(group);
                    break;
            }
        }

        while (open.TryDequeue(out var key))
        {
            Follow(key);
        }

        Drops();
        foreach (var (group, alteration) in altered.Values.Distinct())
        {
            var keys = group.Select(KeyOf).Concat(alteration.Covers).Distinct().ToSequence();
            Findings.AddRange(alteration.Findings);
            nodes.Add(new(PlanAction.Alter, PartOf(group[0]), alteration) { Changes = group, Covers = keys });
        }

        Creates();
    }

    private static PartKey KeyOf(Change change) => PartOf(change).Key;

    private static SchemaPart PartOf(Change change) =>
        change switch
        {
            Change.Created(var part) => part,
            Change.Dropped(var part) => part,
            Change.Changed(_, var part, _) => part,
            _ => throw new ArgumentException("Renames have no part.", nameof(change)),
        };

    private void Alter(Sequence<Change> group)
    {
        if (alterer.Alter(group, context) is not { } alteration)
        {
            var key = KeyOf(group[0]);
            made.Add(key);
            Remove(key, "");
            return;
        }

        foreach (var change in group)
        {
            altered[KeyOf(change)] = (group, alteration);
        }

        foreach (var away in alteration.Away)
        {
            Rebuild(away, $"in the way of the change of {PartOf(group[0]).Key}");
        }
    }

    private void Remove(PartKey key, string reason)
    {
        if (gone.Add(key))
        {
            altered.Remove(key);
            open.Enqueue(key);
            if (reason.Length > 0)
            {
                reasons[key] = reason;
            }
        }
    }

    private void Rebuild(PartKey key, string reason)
    {
        if (!context.FromGraph.Parts.ContainsKey(key))
        {
            return;
        }

        if (context.ToGraph.Parts.ContainsKey(key))
        {
            made.Add(key);
        }

        Remove(key, reason);
    }

    // What lives in a part goes with it; what needs it goes before it. Both come back when the second schema has them.
    private void Follow(PartKey key)
    {
        foreach (var inner in context.FromGraph.Holds(key).ToList())
        {
            var keepsOn = context.ToGraph.Parts.ContainsKey(inner) && MovesOn(inner);
            if (!keepsOn)
            {
                Rebuild(inner, $"goes with {key}");
            }
        }

        foreach (var dependent in context.FromGraph.NeededBy(key))
        {
            if (gone.Contains(dependent) || context.FromGraph.IsSoft(dependent, key))
            {
                continue;
            }

            var freed = altered.ContainsKey(dependent) && !(made.Contains(key) && context.ToGraph.Needs(dependent).Contains(key));
            if (freed)
            {
                continue;
            }

            if (CanBeMadeAnew(dependent))
            {
                Rebuild(dependent, $"needs {key}");
            }
            else
            {
                Findings.Add(
                    new(
                        "rows-in-the-way",
                        Severity.Error,
                        $"{key} cannot be dropped or made anew while {dependent} keeps its rows."
                    )
                    {
                        Subject = $"{dependent.Id}",
                        Fix = "Change what holds the rows in a migration before this one.",
                    }
                );
            }
        }
    }

    // A sequence that belongs to another column later, or to none, or a part that is altered to live elsewhere.
    private bool MovesOn(PartKey key) =>
        context.ToGraph.Within(key) != context.FromGraph.Within(key)
        && (altered.ContainsKey(key) || context.FromGraph.Parts[key] is SchemaPart.NumberSequencePart);

    // Tables, and columns that hold values, are never dropped for the sake of something else.
    private bool CanBeMadeAnew(PartKey key) =>
        context.FromGraph.Parts[key] switch
        {
            SchemaPart.TablePart or SchemaPart.NumberSequencePart or SchemaPart.VirtualTablePart => false,
            SchemaPart.ColumnPart(_, var column) => column.Generated is not null,
            _ => true,
        };

    private void Drops()
    {
        foreach (var key in gone.Order())
        {
            if (context.FromGraph.Within(key) is { } container && gone.Contains(container) && !ClosesCircle(key))
            {
                continue;
            }

            var alteration = alterer.Drop(context.FromGraph.Parts[key], context);
            Findings.AddRange(alteration.Findings);
            nodes.Add(
                new(PlanAction.Drop, context.FromGraph.Parts[key], alteration)
                {
                    Changes = Changes(key, created: false),
                    Reason = reasons.GetValueOrDefault(key),
                    Covers = context
                        .FromGraph.Holds(key)
                        .Where(h => gone.Contains(h) && !ClosesCircle(h))
                        .Prepend(key)
                        .ToSequence(),
                }
            );
        }
    }

    private void Creates()
    {
        var covered = new HashSet<PartKey>();
        foreach (var key in made.OrderBy(Depth).ThenBy(k => k))
        {
            if (covered.Contains(key) || !context.ToGraph.Parts.TryGetValue(key, out var part))
            {
                continue;
            }

            var alteration = alterer.Create(part, context);
            var brought = alteration.Covers.Where(made.Contains).Append(key).Distinct().ToSequence();
            covered.UnionWith(brought);
            Findings.AddRange(alteration.Findings);
            nodes.Add(
                new(PlanAction.Create, part, alteration)
                {
                    Changes = Changes(key, created: true),
                    Reason = reasons.GetValueOrDefault(key),
                    Covers = brought,
                }
            );
        }
    }

    private int Depth(PartKey key) =>
        (key.Facet.Length > 0 ? 1 : 0) + (context.ToGraph.Within(key) is { } container ? 1 + Depth(container) : 0);

    private Sequence<Change> Changes(PartKey key, bool created) =>
        byKey[key]
            .Where(c => created ? c is Change.Created or Change.Changed : c is Change.Dropped or Change.Changed)
            .ToSequence();

    /// <summary>A foreign key between two tables that go, and that refer to each other in a circle, must go by itself first.</summary>
    private bool ClosesCircle(PartKey key) =>
        context.FromGraph.Parts[key] is SchemaPart.ForeignKeyPart foreign
        && foreign.Definition.ReferencedTable != foreign.Table
        && Reaches(foreign.Definition.ReferencedTable, foreign.Table, []);

    private bool Reaches(QualifiedName start, QualifiedName target, HashSet<QualifiedName> seen) =>
        seen.Add(start)
        && gone.Contains(new(new(ObjectKind.Table, start)))
        && context.From.Find(start) is { } table
        && table.ForeignKeys.Any(f => f.ReferencedTable == target || Reaches(f.ReferencedTable, target, seen));
}
