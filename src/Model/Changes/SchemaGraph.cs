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

    // Parts have numbers, and what belongs to one is a chain of numbers: sets of keys would be most of what a large schema takes.
    private readonly PartKey[] keys;
    private readonly Dictionary<PartKey, int> numbers;
    private readonly List<Link> links = [];

    // By part: the latest link from it and to it, its container, and the latest part and the one before in the same container.
    private readonly int[] needs;
    private readonly int[] neededBy;
    private readonly int[] within;
    private readonly int[] holds;
    private readonly int[] heldBefore;

    private SchemaGraph(RelationalSchema schema)
    {
        Parts = SchemaParts.Of(schema);
        keys = [.. Parts.Keys];
        numbers = new(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            numbers.Add(keys[i], i);
        }

        needs = None(keys.Length);
        neededBy = None(keys.Length);
        within = None(keys.Length);
        holds = None(keys.Length);
        heldBefore = None(keys.Length);
        new SchemaMentions(schema, this).Add();
    }

    /// <summary>The parts of the schema.</summary>
    public IReadOnlyDictionary<PartKey, SchemaPart> Parts { get; }

    /// <summary>The graph of a schema.</summary>
    public static SchemaGraph Of(RelationalSchema schema) => Known.GetValue(schema, s => new(s));

    /// <summary>What the part cannot be without, in the order in which the part mentions it.</summary>
    public IReadOnlyList<PartKey> Needs(PartKey part)
    {
        var found = new List<PartKey>();
        for (var link = Latest(needs, part); link >= 0; link = links[link].NeedBefore)
        {
            found.Add(keys[links[link].On]);
        }

        found.Reverse();
        return found;
    }

    /// <summary>What cannot be without the part, in the order of the keys.</summary>
    public IReadOnlyList<PartKey> NeededBy(PartKey part)
    {
        var found = new List<PartKey>();
        for (var link = Latest(neededBy, part); link >= 0; link = links[link].NeededBefore)
        {
            found.Add(keys[links[link].Dependent]);
        }

        found.Sort();
        return found;
    }

    /// <summary>Whether only a text suggests the need.</summary>
    public bool IsSoft(PartKey dependent, PartKey on) =>
        numbers.TryGetValue(dependent, out var from)
        && numbers.TryGetValue(on, out var to)
        && Find(from, to) is >= 0 and var link
        && links[link].IsSoft;

    /// <summary>What the part lives and dies with: the table of a column, the object of a comment; none for what stands alone.</summary>
    public PartKey? Within(PartKey part) => Latest(within, part) is >= 0 and var container ? keys[container] : null;

    /// <summary>Everything that lives and dies with the part, at any depth.</summary>
    public IEnumerable<PartKey> Holds(PartKey part)
    {
        var inner = new List<PartKey>();
        for (var held = Latest(holds, part); held >= 0; held = heldBefore[held])
        {
            inner.Add(keys[held]);
        }

        inner.Sort();
        return inner.SelectMany(p => Holds(p).Prepend(p));
    }

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
            && within[inner] < 0
        )
        {
            within[inner] = outer;
            heldBefore[inner] = holds[outer];
            holds[outer] = inner;
        }
    }

    internal void Need(PartKey dependent, PartKey? on, bool isSoft = false)
    {
        if (on is null || !numbers.TryGetValue(dependent, out var from) || !numbers.TryGetValue(on, out var to) || from == to)
        {
            return;
        }

        if (Find(from, to) is >= 0 and var known)
        {
            // Said twice, the firmer word counts.
            links[known] = links[known] with
            {
                IsSoft = links[known].IsSoft && isSoft,
            };
            return;
        }

        links.Add(new(from, to, isSoft, needs[from], neededBy[to]));
        needs[from] = links.Count - 1;
        neededBy[to] = links.Count - 1;
    }

    private static int[] None(int count)
    {
        var none = new int[count];
        Array.Fill(none, -1);
        return none;
    }

    private int Latest(int[] ofParts, PartKey part) => numbers.TryGetValue(part, out var number) ? ofParts[number] : -1;

    private int Find(int dependent, int on)
    {
        var link = needs[dependent];
        while (link >= 0 && links[link].On != on)
        {
            link = links[link].NeedBefore;
        }

        return link;
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

    private readonly record struct Link(int Dependent, int On, bool IsSoft, int NeedBefore, int NeededBefore);
}
