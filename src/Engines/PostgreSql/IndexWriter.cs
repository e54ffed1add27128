using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Indexes as the statements that make them.</summary>
internal static class PostgreSqlIndexWriter
{
    private const string Statistics = "statistics ";

    private static readonly PostgreSqlNames Names = new();

    private static readonly HashSet<string> Clauses = new(StringComparer.Ordinal)
    {
        "tablespace",
        "nulls not distinct",
        "only",
        "invalid",
        "cluster",
        "replica identity",
        "parent",
    };

    /// <summary>Whether a detail is a storage parameter, which stands after WITH.</summary>
    public static bool IsParameter(string detail) =>
        !Clauses.Contains(detail) && !detail.StartsWith(Statistics, StringComparison.Ordinal);

    /// <summary>The statement that creates it.</summary>
    public static Definition Create(QualifiedName relation, TableIndex index, bool repeatable)
    {
        var method = index.Method == "btree" ? "" : $"using {Names.Quote(index.Method)} ";
        var include = index.Include.Count > 0 ? $" include ({string.Join(", ", index.Include.Select(Names.Quote))})" : "";
        var parameters = index.Details.Where(d => IsParameter(d.Name)).Select(PostgreSqlConstraintText.Parameter).ToList();
        return new(
            $"create {(index.Unique ? "unique " : "")}index {PostgreSqlText.IfNotExists(repeatable)}{Names.Quote(index.Name)}\n"
                + $"    on {(Value(index, "only") is null ? "" : "only ")}{Names.Quote(relation)} {method}({string.Join(", ", index.Parts.Select(Part))}){include}"
                + (Value(index, "nulls not distinct") is null ? "" : " nulls not distinct")
                + (parameters.Count > 0 ? $"\n    with ({string.Join(", ", parameters)})" : "")
                + (Value(index, "tablespace") is { } tablespace ? $"\n    tablespace {tablespace}" : "")
                + (index.Where is { } predicate ? $"\n    where {predicate}" : ""),
            new(relation.Schema, index.Name),
            "index"
        );
    }

    /// <summary>The statements that set what cannot be said when it is created.</summary>
    public static IEnumerable<Definition> Settings(RelationalSchema schema, QualifiedName relation, TableIndex index)
    {
        var name = new QualifiedName(relation.Schema, index.Name);
        foreach (var detail in index.Details.Where(d => d.Name.StartsWith(Statistics, StringComparison.Ordinal)))
        {
            yield return Statement(
                $"alter index {Names.Quote(name)} alter column {detail.Name[Statistics.Length..]} set statistics {detail.Value}"
            );
        }

        var table = schema.Find(relation);
        if (Value(index, "cluster") is not null)
        {
            var kind = table is null ? "materialized view" : "table";
            yield return Statement($"alter {kind} {Names.Quote(relation)} cluster on {Names.Quote(index.Name)}");
        }

        if (Value(index, "replica identity") is not null)
        {
            yield return Statement($"alter table {Names.Quote(relation)} replica identity using index {Names.Quote(index.Name)}");
        }

        if (Value(index, "parent") is { } parent && table?.PartitionOf is { } partition)
        {
            var space = partition.Parent.Schema.Length > 0 ? $"{Names.Quote(partition.Parent.Schema)}." : "";
            yield return Statement($"alter index {space}{parent} attach partition {Names.Quote(name)}");
        }

        Definition Statement(string sql) => new(sql, name, "index");
    }

    private static string? Value(TableIndex index, string detail) => index.Details.FirstOrDefault(d => d.Name == detail)?.Value;

    private static string Part(IndexPart part) =>
        (part.Column is { } column ? Names.Quote(column) : $"({part.Expression})")
        + (part.Collation is { } collation ? $" collate {PostgreSqlConstraintText.Collation(collation)}" : "")
        + (part.OperatorClass is { } operators ? $" {operators}" : "")
        + (part.Descending ? " desc" : "")
        + part.NullsFirst switch
        {
            true => " nulls first",
            false => " nulls last",
            null => "",
        };
}
