using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What tables and their parts look like in JSON.</summary>
internal static class TableShapes
{
    private static readonly JsonBrief<Detail> DetailName = new(d => d.Value.Length == 0 ? d.Name : null, n => new(n));

    private static readonly string[] Identities = [.. Enum.GetValues<IdentityKind>().Select(Words.Of)];
    private static readonly string[] Actions = [.. Enum.GetValues<ReferentialAction>().Select(Words.Of)];

    public static Table Table(JsonForm form, Table? table) =>
        new(form.Name("name", table?.Name))
        {
            Comment = form.Maybe("comment", table?.Comment),
            PartitionBy = form.Maybe("partitionBy", table?.PartitionBy),
            PartitionOf = form.MaybePart("partitionOf", table?.PartitionOf, Partition),
            Inherits = form.Names("inherits", table?.Inherits),
            Columns = form.List("columns", table?.Columns, Column),
            PrimaryKey = form.MaybePart("primaryKey", table?.PrimaryKey, Key),
            Uniques = form.List("uniques", table?.Uniques, Unique),
            Checks = form.List("checks", table?.Checks, Check),
            Exclusions = form.List("exclusions", table?.Exclusions, Exclusion),
            ForeignKeys = form.List("foreignKeys", table?.ForeignKeys, ForeignKey),
            Indexes = form.List("indexes", table?.Indexes, Index),
            Triggers = form.List("triggers", table?.Triggers, Trigger),
            Details = Details(form, table?.Details),
        };

    public static Column Column(JsonForm form, Column? column) =>
        new(form.Text("name", column?.Name), form.Type("type", column?.Type))
        {
            Nullable = form.Truth("nullable", column?.Nullable),
            Default = form.Maybe("default", column?.Default),
            Identity = (IdentityKind?)form.Word("identity", (int?)column?.Identity, Identities),
            Generated = form.MaybePart("generated", column?.Generated, Generated),
            Collation = form.Maybe("collation", column?.Collation),
            Inherited = form.Truth("inherited", column?.Inherited),
            Comment = form.Maybe("comment", column?.Comment),
            Details = Details(form, column?.Details),
        };

    public static CheckConstraint Check(JsonForm form, CheckConstraint? check) =>
        new(form.Text("name", check?.Name), form.Text("sql", check?.Sql))
        {
            NotValid = form.Truth("notValid", check?.NotValid),
            Details = Details(form, check?.Details),
        };

    public static TableIndex Index(JsonForm form, TableIndex? index) =>
        new(form.Text("name", index?.Name), form.List("parts", index?.Parts, Part))
        {
            Method = form.Maybe("method", index?.Method is "btree" ? null : index?.Method) ?? "btree",
            Unique = form.Truth("unique", index?.Unique),
            Include = form.Texts("include", index?.Include),
            Where = form.Maybe("where", index?.Where),
            Comment = form.Maybe("comment", index?.Comment),
            Details = Details(form, index?.Details),
        };

    public static Trigger Trigger(JsonForm form, Trigger? trigger) =>
        new(
            form.Text("name", trigger?.Name),
            form.Text("timing", trigger?.Timing),
            form.Texts("events", trigger?.Events),
            form.Text("action", trigger?.Action)
        )
        {
            Columns = form.Texts("columns", trigger?.Columns),
            ForStatement = form.Truth("forStatement", trigger?.ForStatement),
            When = form.Maybe("when", trigger?.When),
            Details = Details(form, trigger?.Details),
        };

    /// <summary>What only one engine knows; a detail that is all in its name is a text.</summary>
    public static Sequence<Detail> Details(JsonForm form, Sequence<Detail>? details) =>
        form.List("details", details, Detail, DetailName);

    private static Detail Detail(JsonForm form, Detail? detail) =>
        new(form.Text("name", detail?.Name), form.Filled("value", detail?.Value));

    private static PartitionOf Partition(JsonForm form, PartitionOf? partition) =>
        new(form.Name("parent", partition?.Parent), form.Text("bound", partition?.Bound));

    private static GeneratedAs Generated(JsonForm form, GeneratedAs? generated) =>
        new(form.Text("sql", generated?.Sql), form.Said("stored", generated?.Stored));

    private static PrimaryKey Key(JsonForm form, PrimaryKey? key) =>
        new(form.Text("name", key?.Name), form.Texts("columns", key?.Columns)) { Details = Details(form, key?.Details) };

    private static UniqueConstraint Unique(JsonForm form, UniqueConstraint? unique) =>
        new(form.Text("name", unique?.Name), form.Texts("columns", unique?.Columns)) { Details = Details(form, unique?.Details) };

    private static ExclusionConstraint Exclusion(JsonForm form, ExclusionConstraint? exclusion) =>
        new(form.Text("name", exclusion?.Name), form.Text("sql", exclusion?.Sql));

    private static ForeignKey ForeignKey(JsonForm form, ForeignKey? key) =>
        new(
            form.Text("name", key?.Name),
            form.Texts("columns", key?.Columns),
            form.Name("table", key?.ReferencedTable),
            form.Texts("referenced", key?.ReferencedColumns)
        )
        {
            OnDelete = Action(form, "onDelete", key?.OnDelete),
            OnUpdate = Action(form, "onUpdate", key?.OnUpdate),
            Deferrable = form.Truth("deferrable", key?.Deferrable),
            InitiallyDeferred = form.Truth("initiallyDeferred", key?.InitiallyDeferred),
            NotValid = form.Truth("notValid", key?.NotValid),
            Details = Details(form, key?.Details),
        };

    private static ReferentialAction Action(JsonForm form, string name, ReferentialAction? action) =>
        (ReferentialAction)(form.Word(name, action is ReferentialAction.NoAction ? null : (int?)action, Actions) ?? 0);

    private static IndexPart Part(JsonForm form, IndexPart? part) =>
        new()
        {
            Column = form.Maybe("column", part?.Column),
            Expression = form.Maybe("expression", part?.Expression),
            Descending = form.Truth("descending", part?.Descending),
            NullsFirst = form.Maybe("nullsFirst", part?.NullsFirst),
            OperatorClass = form.Maybe("operatorClass", part?.OperatorClass),
            Collation = form.Maybe("collation", part?.Collation),
            Length = (int?)form.Maybe("length", part?.Length),
        };
}
