using System.Runtime.CompilerServices;

namespace Dbwright.Model;

/// <summary>
/// What needs what among the parts of a schema: what the engine says (<see cref="RelationalSchema.Dependencies"/>) and what names and texts
/// say. A need that only a text suggests is <em>soft</em>: it orders where it can, and is left aside where it would make a circle.
/// </summary>
public sealed class SchemaGraph
{
    // A migration and its way back look at the same two schemas.
    private static readonly ConditionalWeakTable<RelationalSchema, SchemaGraph> Known = [];

    // Parts have numbers: sets of keys would be most of what a large schema takes.
    private readonly PartKey[] keys;
    private readonly Dictionary<PartKey, int> numbers = [];
    private readonly List<int>?[] needs;
    private readonly List<int>?[] neededBy;
    private readonly List<int>?[] holds;
    private readonly Dictionary<int, int> within = [];
    private readonly HashSet<(int Dependent, int On)> soft = [];

    private SchemaGraph(RelationalSchema schema)
    {
        Parts = SchemaParts.Of(schema);
        keys = [.. Parts.Keys];
        foreach (var key in keys)
        {
            numbers.Add(key, numbers.Count);
        }

        needs = new List<int>?[keys.Length];
        neededBy = new List<int>?[keys.Length];
        holds = new List<int>?[keys.Length];
        new SchemaMentions(schema, this).Add();
    }

    /// <summary>The parts of the schema.</summary>
    public IReadOnlyDictionary<PartKey, SchemaPart> Parts { get; }

    /// <summary>The graph of a schema.</summary>
    public static SchemaGraph Of(RelationalSchema schema) => Known.GetValue(schema, s => new(s));

    /// <summary>What the part cannot be without, in the order in which the part mentions it.</summary>
    public IReadOnlyList<PartKey> Needs(PartKey part) => [.. Of(needs, part)];

    /// <summary>What cannot be without the part, in the order of the keys.</summary>
    public IReadOnlyList<PartKey> NeededBy(PartKey part) => [.. Of(neededBy, part).Order()];

    /// <summary>Whether only a text suggests the need.</summary>
    public bool IsSoft(PartKey dependent, PartKey on) =>
        numbers.TryGetValue(dependent, out var from) && numbers.TryGetValue(on, out var to) && soft.Contains((from, to));

    /// <summary>What the part lives and dies with: the table of a column, the object of a comment; none for what stands alone.</summary>
    public PartKey? Within(PartKey part) =>
        numbers.TryGetValue(part, out var inner) && within.TryGetValue(inner, out var outer) ? keys[outer] : null;

    /// <summary>Everything that lives and dies with the part, at any depth.</summary>
    public IEnumerable<PartKey> Holds(PartKey part) => Of(holds, part).Order().SelectMany(p => Holds(p).Prepend(p));

    /// <summary>The part of that object; a column of a view is the view.</summary>
    public PartKey? Find(ObjectId id)
    {
        if (Parts.ContainsKey(new(id)))
        {
            return new(id);
        }

        // Columns of views have no part, and indexes that back a constraint are the constraint.
        return id.Kind switch
        {
            ObjectKind.Column => Relation(id.Name),
            ObjectKind.ColumnSequence => Find(id with { Kind = ObjectKind.Column }),
            ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => Relation(id.Name),
            ObjectKind.Type or ObjectKind.Domain => First(id.Name, ObjectKind.Type, ObjectKind.Domain) ?? Relation(id.Name),
            _ => null,
        };
    }

    /// <summary>The table, view or other relation of that name.</summary>
    public PartKey? Relation(QualifiedName name) =>
        First(
            name,
            ObjectKind.Table,
            ObjectKind.View,
            ObjectKind.MaterializedView,
            ObjectKind.ForeignTable,
            ObjectKind.VirtualTable,
            ObjectKind.Sequence
        );

    internal void Contain(PartKey part, PartKey container)
    {
        if (
            numbers.TryGetValue(part, out var inner)
            && numbers.TryGetValue(container, out var outer)
            && inner != outer
            && within.TryAdd(inner, outer)
        )
        {
            (holds[outer] ??= []).Add(inner);
        }
    }

    internal void Need(PartKey dependent, PartKey? on, bool isSoft = false)
    {
        if (on is null || !numbers.TryGetValue(dependent, out var from) || !numbers.TryGetValue(on, out var to) || from == to)
        {
            return;
        }

        var known = needs[from] ??= [];
        if (known.Contains(to))
        {
            // Said twice, the firmer word counts.
            if (!isSoft)
            {
                soft.Remove((from, to));
            }

            return;
        }

        known.Add(to);
        (neededBy[to] ??= []).Add(from);
        if (isSoft)
        {
            soft.Add((from, to));
        }
    }

    private IEnumerable<PartKey> Of(List<int>?[] lists, PartKey part) =>
        numbers.TryGetValue(part, out var number) && lists[number] is { } list ? list.Select(n => keys[n]) : [];

    private PartKey? First(QualifiedName name, params ReadOnlySpan<ObjectKind> kinds)
    {
        foreach (var kind in kinds)
        {
            var key = new PartKey(new(kind, name));
            if (Parts.ContainsKey(key))
            {
                return key;
            }
        }

        return null;
    }
}
