using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Statements that PostgreSQL, and of which SQLite knows VACUUM, refuse in a transaction.</summary>
internal static class NonTransactional
{
    /// <summary>What a statement is called when it cannot run in a transaction; <see langword="null"/> when it can.</summary>
    public static string? Name(SqlStatement statement) =>
        statement switch
        {
            CreateIndexStatement { IsConcurrently: true } => "CREATE INDEX CONCURRENTLY",
            DropStatement { Kind: "index", IsConcurrently: true } => "DROP INDEX CONCURRENTLY",
            DropStatement { Kind: "database" or "tablespace" } drop => $"DROP {drop.Kind.ToUpperInvariant()}",
            CreateObjectStatement { Kind: "database" or "tablespace" } create => $"CREATE {create.Kind.ToUpperInvariant()}",
            MaintenanceStatement { Kind: "vacuum" } => "VACUUM",
            MaintenanceStatement { Kind: "reindex" } reindex
                when reindex.Options.Any(o => o is "concurrently" or "database" or "system" or "schema") =>
                "REINDEX CONCURRENTLY",
            OtherStatement other when other.Keywords.StartsWith("alter system", StringComparison.Ordinal) => "ALTER SYSTEM",
            AlterStatement { Kind: "table" } alter
                when alter.Actions.Any(a => a is SqlAction.Partition { IsDetach: true, Option: "concurrently" }) =>
                "DETACH PARTITION CONCURRENTLY",
            _ => null,
        };
}
