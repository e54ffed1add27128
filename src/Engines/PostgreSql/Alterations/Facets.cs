using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Comments, owners and rights as statements of PostgreSQL.</summary>
internal static class PostgreSqlFacets
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>Sets a facet.</summary>
    public static Alteration Set(SchemaPart facet, SchemaGraph graph) =>
        facet switch
        {
            SchemaPart.Comment(var on, var text) => Alteration.By(
                $"comment on {Subject(on, graph, commented: true)} is {Names.Literal(text)}"
            ),
            SchemaPart.Owner(var owner) => Alteration.By($"alter {Subject(owner.Of, graph)} owner to {Role(owner.Role)}"),
            SchemaPart.Right(var grant) => Alteration.By(Grant(grant, graph)),
            SchemaPart.Revocation(var grant) => Alteration.By(Revoke(grant, graph)),
            _ => throw new ArgumentException("Not a facet.", nameof(facet)),
        };

    /// <summary>Takes a facet away.</summary>
    public static Alteration Unset(SchemaPart facet, SchemaGraph graph, AlterationContext context) =>
        facet switch
        {
            // What is set again right after need not be taken away first.
            SchemaPart.Comment when context.ToGraph.Parts.ContainsKey(facet.Key) => new([]),
            SchemaPart.Comment(var on, _) => Alteration.By($"comment on {Subject(on, graph, commented: true)} is null"),
            SchemaPart.Owner when context.ToGraph.Parts.ContainsKey(facet.Key) => new([]),
            SchemaPart.Owner(var owner) => Alteration.By($"alter {Subject(owner.Of, graph)} owner to current_user"),
            SchemaPart.Right(var grant) => Alteration.By(Revoke(grant, graph)),
            SchemaPart.Revocation(var grant) => Alteration.By(Grant(grant, graph)),
            _ => throw new ArgumentException("Not a facet.", nameof(facet)),
        };

    /// <summary>Gives or takes the right to pass a right on.</summary>
    public static Alteration Change(Grant before, Grant to, SchemaGraph graph) =>
        to.Grantable
            ? Alteration.By(Grant(to, graph))
            : Alteration.By(
                $"revoke grant option for {Privilege(before)} on {Target(before.On, graph)} from {Role(before.Role)}"
            );

    /// <summary>The engine's word for a kind of object.</summary>
    public static string Word(ObjectKind kind) =>
        kind switch
        {
            ObjectKind.Schema => "schema",
            ObjectKind.MaterializedView => "materialized view",
            ObjectKind.ForeignTable => "foreign table",
            ObjectKind.EventTrigger => "event trigger",
            ObjectKind.ForeignDataWrapper => "foreign data wrapper",
            ObjectKind.ForeignServer => "server",
            ObjectKind.AccessMethod => "access method",
            ObjectKind.OperatorClass => "operator class",
            ObjectKind.OperatorFamily => "operator family",
            ObjectKind.TextSearchConfiguration => "text search configuration",
            ObjectKind.TextSearchDictionary => "text search dictionary",
            ObjectKind.TextSearchParser => "text search parser",
            ObjectKind.TextSearchTemplate => "text search template",
            _ => kind.ToString().ToLowerInvariant(),
        };

    /// <summary>An object as statements about it name it.</summary>
    public static string Subject(ObjectId id, SchemaGraph graph, bool commented = false)
    {
        var name = id.Name.Name.Length > 0 ? Names.Quote(id.Name) : "";
        return id.Kind switch
        {
            ObjectKind.Column => $"column {name}.{Names.Quote(id.Part)}",
            ObjectKind.ColumnSequence => $"sequence {SequenceOf(id, graph)}",
            ObjectKind.Constraint when commented && graph.Parts.ContainsKey(new(new(ObjectKind.Domain, id.Name))) =>
                $"constraint {Names.Quote(id.Part)} on domain {name}",
            ObjectKind.Constraint or ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule =>
                $"{Word(id.Kind)} {Names.Quote(id.Part)} on {name}",
            ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate => $"{Word(id.Kind)} {name}({id.Part})",
            ObjectKind.Operator => $"operator {OperatorName(id.Name)} ({id.Part})",
            ObjectKind.OperatorClass or ObjectKind.OperatorFamily => $"{Word(id.Kind)} {name} using {id.Part}",
            ObjectKind.Cast => $"cast ({id.Name} as {id.Part})",
            ObjectKind.UserMapping => $"user mapping for {(id.Part == "public" ? id.Part : Names.Quote(id.Part))} server {name}",
            ObjectKind.Transform => $"transform for {id.Name} language {id.Part}",
            _ => $"{Word(id.Kind)} {name}",
        };
    }

    private static string SequenceOf(ObjectId id, SchemaGraph graph) =>
        graph.Parts.GetValueOrDefault(new(id with { Kind = ObjectKind.Column })) is SchemaPart.ColumnPart(_, var column)
            ? PostgreSqlIdentity.SequenceName(id.Name, column)
            : throw new ArgumentException($"The schema has no {id}.", nameof(id));

    private static string OperatorName(QualifiedName name) =>
        name.Schema.Length == 0 ? name.Name : $"{Names.Quote(name.Schema)}.{name.Name}";

    private static string Grant(Grant grant, SchemaGraph graph) =>
        $"grant {Privilege(grant)} on {Target(grant.On, graph)} to {Role(grant.Role)}{(grant.Grantable ? " with grant option" : "")}";

    private static string Revoke(Grant grant, SchemaGraph graph) =>
        $"revoke {Privilege(grant)} on {Target(grant.On, graph)} from {Role(grant.Role)}";

    private static string Privilege(Grant grant) =>
        grant.On.Kind == ObjectKind.Column ? $"{grant.Privilege} ({Names.Quote(grant.On.Part)})" : grant.Privilege;

    // Views and the like are tables to GRANT.
    private static string Target(ObjectId id, SchemaGraph graph) =>
        id.Kind switch
        {
            ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable or ObjectKind.Column =>
                $"table {Names.Quote(id.Name)}",
            ObjectKind.Aggregate => $"function {Names.Quote(id.Name)}({(id.Part == "*" ? "" : id.Part)})",
            ObjectKind.ForeignServer => $"foreign server {Names.Quote(id.Name)}",
            _ => Subject(id, graph),
        };

    private static string Role(string role) => role == "public" ? "public" : Names.Quote(role);
}
