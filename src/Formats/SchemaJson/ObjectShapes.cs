using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What the objects of a schema other than tables look like in JSON.</summary>
internal static class ObjectShapes
{
    private static readonly string[] Kinds = [.. Enum.GetValues<ObjectKind>().Select(Words.Of)];
    private static readonly string[] RoutineKinds = [.. Enum.GetValues<RoutineKind>().Select(Words.Of)];

    /// <summary>An extension of which only the name matters is a text.</summary>
    public static JsonBrief<Extension> ExtensionName { get; } =
        new(e => e is { Version: null, Schema: null } ? e.Name : null, n => new(n));

    public static Extension Extension(JsonForm form, Extension? extension) =>
        new(form.Text("name", extension?.Name))
        {
            Version = form.Maybe("version", extension?.Version),
            Schema = form.Maybe("schema", extension?.Schema),
        };

    public static EnumDefinition Enumeration(JsonForm form, EnumDefinition? definition) =>
        new(form.Name("name", definition?.Name), form.Texts("values", definition?.Values))
        {
            Comment = form.Maybe("comment", definition?.Comment),
        };

    public static DomainDefinition Domain(JsonForm form, DomainDefinition? domain) =>
        new(form.Name("name", domain?.Name), form.Type("type", domain?.Type))
        {
            Nullable = !form.Truth("notNull", !domain?.Nullable),
            Default = form.Maybe("default", domain?.Default),
            Collation = form.Maybe("collation", domain?.Collation),
            Checks = form.List("checks", domain?.Checks, TableShapes.Check),
        };

    public static CompositeType Composite(JsonForm form, CompositeType? composite) =>
        new(form.Name("name", composite?.Name), form.List("attributes", composite?.Attributes, TableShapes.Column));

    public static NumberSequence NumberSequence(JsonForm form, NumberSequence? sequence) =>
        new(form.Name("name", sequence?.Name), form.Type("type", sequence?.Type))
        {
            Start = form.Number("start", sequence?.Start, 1),
            Increment = form.Number("increment", sequence?.Increment, 1),
            Min = form.Maybe("min", sequence?.Min),
            Max = form.Maybe("max", sequence?.Max),
            Cache = form.Number("cache", sequence?.Cache, 1),
            Cycle = form.Truth("cycle", sequence?.Cycle),
            OwnedBy = form.MaybePart("ownedBy", sequence?.OwnedBy, Owned),
            Details = TableShapes.Details(form, sequence?.Details),
        };

    public static Routine Routine(JsonForm form, Routine? routine) =>
        new(
            form.Name("name", routine?.Name),
            form.Text("arguments", routine?.Arguments),
            form.Text("returns", routine?.Returns),
            form.Text("language", routine?.Language),
            form.Text("body", routine?.Body)
        )
        {
            Kind = (RoutineKind)(
                form.Word("kind", routine?.Kind is RoutineKind.Function ? null : (int?)routine?.Kind, RoutineKinds) ?? 0
            ),
            Signature = form.Filled("signature", routine?.Signature),
            Options = form.Filled("options", routine?.Options),
            StandardBody = form.Truth("standardBody", routine?.StandardBody),
            Details = TableShapes.Details(form, routine?.Details),
            Comment = form.Maybe("comment", routine?.Comment),
        };

    public static View View(JsonForm form, View? view) =>
        new(form.Name("name", view?.Name), form.Text("query", view?.Query))
        {
            Materialized = form.Truth("materialized", view?.Materialized),
            Comment = form.Maybe("comment", view?.Comment),
            Columns = form.List("columns", view?.Columns, TableShapes.Column),
            Indexes = form.List("indexes", view?.Indexes, TableShapes.Index),
            Triggers = form.List("triggers", view?.Triggers, TableShapes.Trigger),
            Details = TableShapes.Details(form, view?.Details),
        };

    public static VirtualTable VirtualTable(JsonForm form, VirtualTable? table) =>
        new(form.Name("name", table?.Name), form.Text("module", table?.Module), form.Texts("arguments", table?.Arguments))
        {
            ContentOf = form.MaybeName("contentOf", table?.ContentOf),
        };

    public static SchemaObject Object(JsonForm form, SchemaObject? one) =>
        new(form.Part("id", one?.Id, Id), form.Text("create", one?.Create)) { Details = TableShapes.Details(form, one?.Details) };

    public static Dependency Dependency(JsonForm form, Dependency? dependency) =>
        new(form.Part("dependent", dependency?.Dependent, Id), form.Part("on", dependency?.On, Id));

    public static Grant Grant(JsonForm form, Grant? grant) =>
        new(
            form.Part("on", grant?.On, Id),
            form.Text("role", grant?.Role),
            form.Text("privilege", grant?.Privilege),
            form.Truth("grantable", grant?.Grantable)
        );

    public static Ownership Owner(JsonForm form, Ownership? owner) =>
        new(form.Part("of", owner?.Of, Id), form.Text("role", owner?.Role));

    public static ObjectComment Comment(JsonForm form, ObjectComment? comment) =>
        new(form.Part("on", comment?.On, Id), form.Text("text", comment?.Text));

    private static ObjectId Id(JsonForm form, ObjectId? id) =>
        new(
            (ObjectKind)form.Word("kind", (int?)id?.Kind, Kinds, required: true)!.Value,
            form.Name("name", id?.Name),
            form.Filled("part", id?.Part)
        );

    private static ColumnReference Owned(JsonForm form, ColumnReference? column) =>
        new(form.Name("table", column?.Table), form.Text("column", column?.Column));
}
