using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What of an index can be altered.</summary>
internal static class PostgreSqlIndexChange
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements, or none when the index must be made anew.</summary>
    public static Alteration? Alteration(QualifiedName table, TableIndex before, TableIndex to, AlterationContext context)
    {
        // The index of a partitioned table is none that has parameters to set.
        var isPartitioned = context.From.Find(table)?.PartitionBy is not null;
        if (before with { Details = [] } != to with { Details = [] })
        {
            return null;
        }

        var index = Names.Quote(new QualifiedName(table.Schema, to.Name));
        var statements = new List<string>();
        foreach (var name in before.Details.Concat(to.Details).Select(d => d.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, now) = (Value(before, name), Value(to, name));
            if (old == now)
            {
                continue;
            }

            if (
                Statement(table, index, to.Name, name, now) is not { } statement
                || (isPartitioned && PostgreSqlIndexWriter.IsParameter(name))
            )
            {
                return null;
            }

            statements.Add(statement);
        }

        return Model.Alteration.By([.. statements]);
    }

    private static string? Value(TableIndex index, string detail) => index.Details.FirstOrDefault(d => d.Name == detail)?.Value;

    private static string? Statement(QualifiedName table, string index, string name, string detail, string? value) =>
        detail switch
        {
            "nulls not distinct" or "invalid" or "only" or "parent" or "not enforced" => null,
            "tablespace" => $"alter index {index} set tablespace {value ?? "pg_default"}",
            "cluster" =>
                $"alter table {Names.Quote(table)} {(value is null ? "set without cluster" : $"cluster on {Names.Quote(name)}")}",
            "replica identity" =>
                $"alter table {Names.Quote(table)} replica identity {(value is null ? "default" : $"using index {Names.Quote(name)}")}",
            _ when detail.StartsWith("statistics ", StringComparison.Ordinal) =>
                $"alter index {index} alter column {detail["statistics ".Length..]} set statistics {value ?? "-1"}",
            _ => $"alter index {index} {(value is null ? $"reset ({detail})" : $"set ({detail}={value})")}",
        };
}
