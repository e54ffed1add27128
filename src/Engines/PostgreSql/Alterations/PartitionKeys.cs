using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Columns by which tables are partitioned: the server changes the type of none.</summary>
internal static class PostgreSqlPartitionKeys
{
    /// <summary>Why the type of a column cannot change: the table, or one that has the column from it, is partitioned by it.</summary>
    public static IEnumerable<Finding> Refusals(QualifiedName table, string column, AlterationContext context) =>
        Family(context.From, table)
            .Where(t => t.PartitionBy is { } by && Names(by, column))
            .Select(t => new Finding(
                "partition-key",
                Severity.Error,
                $"No statement of PostgreSQL changes the type of {table}.{column}: {t.Name} is partitioned by it."
            )
            {
                Subject = $"{table}.{column}",
                Fix = "Make a table of another name, copy the rows, and exchange the names.",
            });

    // The first word is how it is partitioned.
    private static bool Names(string partitionBy, string column) =>
        SqlWords.Of(partitionBy).Skip(1).Any(w => w.Kind == SqlWordKind.Name && w.Text == column);

    private static IEnumerable<Table> Family(RelationalSchema schema, QualifiedName root) =>
        schema
            .Tables.Where(t => PostgreSqlColumns.Parents(t).Contains(root))
            .SelectMany(t => Family(schema, t.Name))
            .Concat(schema.Tables.Where(t => t.Name == root));
}
