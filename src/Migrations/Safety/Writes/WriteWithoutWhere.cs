using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A write to every row.</summary>
internal sealed class WriteWithoutWhere : LintRule
{
    public override RuleInfo Info { get; } =
        new("write-without-where", "An UPDATE or DELETE goes over every row of a table")
        {
            Why =
                "Each row is locked until the commit, and on PostgreSQL written anew with all its index entries. On a large table that "
                + "takes minutes in which other writers wait, and replicas fall behind.",
            Instead = "Say which rows are meant; where all are, go through the key in batches that commit one by one.",
            Engines = LintEngines.All,
            Reference = "U-170",
            Exposure = Exposure.LargeTables,
            Aliases = ["bytebase:STATEMENT_WHERE_REQUIRE_UPDATE_DELETE"],
        };

    public override void Check(StatementContext at)
    {
        var (table, where, verb) = at.Statement switch
        {
            UpdateStatement { Where: null, Limit: null, From.Count: 0, Table: SqlTableSource.Named named } => (
                named.Name,
                at.Statement,
                "UPDATE"
            ),
            DeleteStatement { Where: null, Limit: null, Using.Count: 0, Tables: [SqlTableSource.Named named] } => (
                named.Name,
                at.Statement,
                "DELETE"
            ),
            _ => (null, null, ""),
        };
        if (table is not null && where is not null && at.Scope.Table(table) is not { IsTemporary: true })
        {
            var key = at.Scope.Table(table)?.PrimaryKey is { Columns.Count: 1 } primary ? primary.Columns[0] : "id";
            at.Report(
                where,
                $"{verb} goes over every row of {table} and holds them all until the commit.",
                table,
                $"{at.TextOf(where)} where {key} >= :from and {key} < :to; -- in batches, each in a transaction of its own"
            );
        }
    }
}
