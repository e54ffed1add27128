using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Whole schemas as statements, in an order from one graph of what needs what.</summary>
internal sealed class PostgreSqlScriptWriter(PostgreSqlObjectWriter objects)
{
    /// <summary>
    /// Everything that creates the schema: the objects, whose they are, what they are for, who may use them; last what acts on the
    /// definitions that come after it.
    /// </summary>
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable)
    {
        var graph = SchemaGraph.Of(schema);
        var order = new CreationOrder(graph);
        var late = order.Units.Where(u => IsLate(u.Id.Kind)).ToList();
        var facets = graph.Parts.Keys.Where(k => IsFacet(graph.Parts[k])).ToLookup(k => IsLate(k.Id.Kind));
        return
        [
            .. order.Early.Any(u => graph.Parts[u] is SchemaPart.RoutinePart) ? [BodiesUnchecked()] : Array.Empty<Definition>(),
            .. order.Units.Where(u => !IsLate(u.Id.Kind)).SelectMany(u => objects.Create(schema, graph.Parts[u], repeatable)),
            .. Facets(graph, facets[false]),
            .. late.SelectMany(u => objects.Create(schema, graph.Parts[u], repeatable)),
            .. Facets(graph, facets[true]),
        ];
    }

    /// <summary>Everything that removes it again.</summary>
    public static Sequence<Definition> Drop(RelationalSchema schema)
    {
        var graph = SchemaGraph.Of(schema);
        var closing = TableOrder
            .Of(schema)
            .Closing.Select(c => new ObjectId(ObjectKind.Constraint, c.Table.Name, c.ForeignKey.Name))
            .ToHashSet();
        var order = new CreationOrder(graph, closing).Units.Reverse().ToList();
        var places = order.Index().ToDictionary(u => u.Item, u => u.Index);
        return
        [
            .. closing.Order().Select(c => PostgreSqlObjectWriter.Drop(graph, graph.Parts[new(c)])),
            .. order.Where(u => !GoesWith(graph, places, u)).Select(u => PostgreSqlObjectWriter.Drop(graph, graph.Parts[u])),
        ];
    }

    /// <summary>One object with its own comment, owner and rights.</summary>
    /// <exception cref="Failure">There is no such object.</exception>
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId id)
    {
        var graph = SchemaGraph.Of(schema);
        var part = Part(graph, id);
        var own = graph.Parts.Keys.Where(k => IsFacet(graph.Parts[k]) && IsOf(graph, k.Id, id));
        return [.. objects.Create(schema, part, repeatable: false), .. Facets(graph, own)];
    }

    /// <summary>The part of an object.</summary>
    /// <exception cref="Failure">There is no such object.</exception>
    public static SchemaPart Part(SchemaGraph graph, ObjectId id) =>
        graph.Parts.TryGetValue(new(id), out var part)
            ? part
            : throw Failure.Because(ExitStatus.BadInput, "object-unknown", $"The schema has no {id}.");

    // Columns have comments and rights of their own, which go with the relation.
    private static bool IsOf(SchemaGraph graph, ObjectId facet, ObjectId id) =>
        facet == id
        || (
            facet.Kind is ObjectKind.Column or ObjectKind.ColumnSequence or ObjectKind.Constraint
            && facet.Name == id.Name
            && !(graph.Parts.TryGetValue(new(facet), out var part) && part is SchemaPart.ForeignKeyPart)
            && id.Kind
                is ObjectKind.Table
                    or ObjectKind.View
                    or ObjectKind.MaterializedView
                    or ObjectKind.ForeignTable
                    or ObjectKind.Type
                    or ObjectKind.Domain
        );

    private static bool IsFacet(SchemaPart part) =>
        part is SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation;

    private static bool IsLate(ObjectKind kind) => kind is ObjectKind.DefaultPrivileges or ObjectKind.EventTrigger;

    private static IEnumerable<Definition> Facets(SchemaGraph graph, IEnumerable<PartKey> keys) =>
        keys.OrderBy(k => Rank(graph.Parts[k]))
            .ThenBy(k => k)
            .SelectMany(k =>
                PostgreSqlFacets
                    .Set(graph.Parts[k], graph)
                    .Statements.Select(s => new Definition(s.Sql, k.Id.Name, Kind(graph.Parts[k])))
            );

    // A right that is taken away comes before those that are given, as the owner's own may be among them.
    private static int Rank(SchemaPart part) =>
        part switch
        {
            SchemaPart.Owner => 0,
            SchemaPart.Revocation => 1,
            SchemaPart.Right => 2,
            _ => 3,
        };

    private static string Kind(SchemaPart part) => part is SchemaPart.Right or SchemaPart.Revocation ? "grant" : part.Kind;

    private static Definition BodiesUnchecked() =>
        new("set check_function_bodies = off", QualifiedName.Of("check_function_bodies"), "setting");

    // What goes with its table, unless it needs something that is dropped before the table; and what is not dropped by itself.
    private static bool GoesWith(SchemaGraph graph, Dictionary<PartKey, int> places, PartKey unit) =>
        graph.Parts[unit] is SchemaPart.OwnedBy
        || unit.Id.Kind is ObjectKind.DefaultPrivileges
        || (graph.Parts[unit] is SchemaPart.Index index && index.Definition.Details.Any(d => d.Name == "parent"))
        || (
            Whole(graph, unit) is { } whole
            && graph
                .Needs(unit)
                .Select(n => places.ContainsKey(n) ? n : Whole(graph, n))
                .All(n => n is null || n == whole || !places.TryGetValue(n, out var place) || place > places[whole])
        );

    private static PartKey? Whole(SchemaGraph graph, PartKey part)
    {
        var whole = graph.Within(part);
        while (whole is not null && graph.Within(whole) is { } outer)
        {
            whole = outer;
        }

        return whole;
    }
}
