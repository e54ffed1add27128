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

    private static readonly IReadOnlySet<PartKey> None = new HashSet<PartKey>();

    private readonly Dictionary<PartKey, HashSet<PartKey>> needs = [];
    private readonly Dictionary<PartKey, HashSet<PartKey>> neededBy = [];
    private readonly HashSet<(PartKey, PartKey)> soft = [];
    private readonly Dictionary<PartKey, PartKey> within = [];
    private readonly Dictionary<PartKey, List<PartKey>> holds = [];

    private SchemaGraph(IReadOnlyDictionary<PartKey, SchemaPart> parts) => Parts = parts;

    /// <summary>The parts of the schema.</summary>
    public IReadOnlyDictionary<PartKey, SchemaPart> Parts { get; }

    /// <summary>The graph of a schema.</summary>
    public static SchemaGraph Of(RelationalSchema schema) => Known.GetValue(schema, Draw);

    private static SchemaGraph Draw(RelationalSchema schema)
    {
        var graph = new SchemaGraph(SchemaParts.Of(schema));
        new SchemaMentions(schema, graph).Add();
        return graph;
    }

    /// <summary>What the part cannot be without.</summary>
    public IReadOnlySet<PartKey> Needs(PartKey part) => needs.TryGetValue(part, out var set) ? set : None;

    /// <summary>What cannot be without the part.</summary>
    public IReadOnlySet<PartKey> NeededBy(PartKey part) => neededBy.TryGetValue(part, out var set) ? set : None;

    /// <summary>Whether only a text suggests the need.</summary>
    public bool IsSoft(PartKey dependent, PartKey on) => soft.Contains((dependent, on));

    /// <summary>What the part lives and dies with: the table of a column, the object of a comment; none for what stands alone.</summary>
    public PartKey? Within(PartKey part) => within.GetValueOrDefault(part);

    /// <summary>Everything that lives and dies with the part, at any depth.</summary>
    public IEnumerable<PartKey> Holds(PartKey part) =>
        holds.TryGetValue(part, out var inner) ? inner.SelectMany(p => Holds(p).Prepend(p)) : [];

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
        if (part != container && Parts.ContainsKey(container) && within.TryAdd(part, container))
        {
            (holds.TryGetValue(container, out var list) ? list : holds[container] = []).Add(part);
        }
    }

    internal void Need(PartKey dependent, PartKey? on, bool isSoft = false)
    {
        if (on is null || on == dependent || !Parts.ContainsKey(on) || !Parts.ContainsKey(dependent))
        {
            return;
        }

        var known = needs.TryGetValue(dependent, out var set) ? set : needs[dependent] = [];
        if (!known.Add(on))
        {
            // Said twice, the firmer word counts.
            if (!isSoft)
            {
                soft.Remove((dependent, on));
            }

            return;
        }

        (neededBy.TryGetValue(on, out var back) ? back : neededBy[on] = []).Add(dependent);
        if (isSoft)
        {
            soft.Add((dependent, on));
        }
    }

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
