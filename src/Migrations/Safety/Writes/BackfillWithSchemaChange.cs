using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Rows written while the table is locked.</summary>
internal sealed class BackfillWithSchemaChange : LintRule
{
    public override RuleInfo Info { get; } =
        new("backfill-with-schema-change", "Rows are written in the transaction that changes the table")
        {
            Why =
                "The lock of ALTER TABLE (on PostgreSQL ACCESS EXCLUSIVE) is held until the commit: reads and writes of the table wait "
                + "for the whole backfill.",
            Instead =
                "Commit the change first. Fill the rows in a job of its own, in batches by key, that can be stopped and goes on where "
                + "it was.",
            Engines = LintEngines.PostgreSql,
            Reference = "N-23",
            Exposure = Exposure.LargeTables,
            Aliases = ["strong_migrations:add_column_default"],
        };

    public override void Check(StatementContext at)
    {
        var table = at.Statement switch
        {
            UpdateStatement { Table: SqlTableSource.Named named } => named.Name,
            DeleteStatement { Tables: [SqlTableSource.Named named] } => named.Name,
            _ => null,
        };
        if (table is null || !at.Transaction.IsOpen)
        {
            return;
        }

        foreach (var seen in at.Earlier)
        {
            if (
                seen.Transaction.Number == at.Transaction.Number
                && seen.Statement is AlterStatement { Kind: "table" } alter
                && at.Scope.Names.Equals(at.Scope.Key(alter.Name), at.Scope.Key(table))
            )
            {
                at.Report(
                    at.Statement,
                    $"Rows of {table} are written while the ALTER TABLE of this transaction keeps everybody else out of it.",
                    table
                );
                return;
            }
        }
    }
}
