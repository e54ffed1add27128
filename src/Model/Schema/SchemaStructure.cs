namespace Dbwright.Model;

/// <summary>
/// The part of a schema that reads the same before and after an engine has seen it. Engines word conditions, defaults and computed
/// expressions anew, so a designed schema and the one read back are compared by this; two that were read back are compared as they are.
/// </summary>
public static class SchemaStructure
{
    private const string Present = "…";

    /// <summary>
    /// The schema, sorted, without versions and the engine's own word on dependencies; every text that an engine words itself is replaced
    /// by a mark that it is there.
    /// </summary>
    public static RelationalSchema Of(RelationalSchema schema) =>
        schema.Sorted() with
        {
            Version = null,
            Dependencies = [],
            Extensions = schema.Sorted().Extensions.Select(e => e with { Version = null }).ToSequence(),
            Domains = schema.Sorted().Domains.Select(Of).ToSequence(),
            Views = schema.Sorted().Views.Select(Of).ToSequence(),
            Objects = schema.Sorted().Objects.Select(o => o with { Create = Present }).ToSequence(),
            Tables = schema.Tables.Select(t => Of(t)).OrderBy(t => t.Name).ToSequence(),
        };

    private static DomainDefinition Of(DomainDefinition domain) =>
        domain with
        {
            Type = Of(domain.Type),
            Default = Mark(domain.Default),
            Checks = domain
                .Checks.Select(c => c with { Sql = Present })
                .OrderBy(c => c.Name, StringComparer.Ordinal)
                .ToSequence(),
        };

    // Which columns a view has is in its query, and only an engine says it apart.
    private static View Of(View view) =>
        view.Sorted() with
        {
            Query = Present,
            Columns = [],
            Indexes = view.Sorted().Indexes.Select(Of).ToSequence(),
            Triggers = view.Sorted().Triggers.Select(t => t with { When = Mark(t.When) }).ToSequence(),
        };

    private static Table Of(Table table) =>
        table.Sorted() with
        {
            Columns = table.Columns.Select(Of).ToSequence(),
            Checks = table.Sorted().Checks.Select(c => c with { Sql = Present }).ToSequence(),
            Exclusions = table.Sorted().Exclusions.Select(e => e with { Sql = Present }).ToSequence(),
            Indexes = table.Sorted().Indexes.Select(Of).ToSequence(),
            Triggers = table.Sorted().Triggers.Select(t => t with { When = Mark(t.When) }).ToSequence(),
        };

    private static Column Of(Column column) =>
        column with
        {
            Type = Of(column.Type),
            Default = Mark(column.Default),
            Generated = column.Generated is { } generated ? generated with { Sql = Present } : null,
        };

    // numeric(10) and numeric(10,0) are one type.
    private static DataType Of(DataType type) =>
        type switch
        {
            DataType.Decimal({ } precision, null) => new DataType.Decimal(precision, 0),
            DataType.Array(var of) => new DataType.Array(Of(of)),
            _ => type,
        };

    private static TableIndex Of(TableIndex index) =>
        index with
        {
            Where = Mark(index.Where),
            Parts = index.Parts.Select(Of).ToSequence(),
        };

    private static IndexPart Of(IndexPart part) =>
        part with
        {
            Expression = Mark(part.Expression),
            // Said or not, the default of the direction is the same.
            NullsFirst = part.NullsFirst == part.Descending ? null : part.NullsFirst,
        };

    private static string? Mark(string? text) => text is null ? null : Present;
}
