using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that migrations leave alone.</summary>
internal sealed class ProtectedTable : LintRule
{
    public override RuleInfo Info { get; } =
        new("protected-table", "A protected table is changed or written")
        {
            Why = "The list is `protectedTables` in the configuration; system schemas always belong to it.",
            Instead = "Ask whom the table belongs to.",
            Engines = LintEngines.All,
            Reference = "U-167,U-155",
            IsOptIn = true,
            Aliases = ["bytebase:TABLE_DISALLOW_DDL", "bytebase:TABLE_DISALLOW_DML", "atlas:OW101", "atlas:OW102"],
        };

    public override void Check(StatementContext at)
    {
        SqlObjectName? table = at.Statement switch
        {
            AlterStatement { Kind: "table" } alter => alter.Name,
            CreateIndexStatement index => index.Table,
            UpdateStatement { Table: SqlTableSource.Named named } => named.Name,
            InsertStatement insert => insert.Table.Name,
            DeleteStatement { Tables: [SqlTableSource.Named named, ..] } => named.Name,
            DropStatement { Kind: "table", Names: [{ } name, ..] } => name,
            TruncateStatement { Tables: [{ } named, ..] } => named.Name,
            _ => null,
        };
        if (
            table is not null
            && (
                table.Schema is "pg_catalog" or "information_schema" or "mysql" or "performance_schema" or "sys"
                || at.Options.Limits.ProtectedTables.Contains(at.Scope.Key(table), at.Scope.Names)
            )
        )
        {
            at.Report(table, $"{table} is protected.");
        }
    }
}
