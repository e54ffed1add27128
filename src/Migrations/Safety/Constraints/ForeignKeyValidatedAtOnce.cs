using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key whose rows are checked under its first lock.</summary>
internal sealed class ForeignKeyValidatedAtOnce : LintRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-validated-at-once", "A foreign key is added and checked in one step, while writes to both tables wait")
        {
            Why =
                "`ADD FOREIGN KEY` takes SHARE ROW EXCLUSIVE on both tables and then compares every row. Until that is done, inserts, updates "
                + "and deletes on both tables wait.",
            Instead =
                "Add the constraint with `NOT VALID`: new rows are checked from then on, old ones are not looked at. Then, in a transaction of "
                + "its own, `VALIDATE CONSTRAINT`, which lets writes go on.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "U-20",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:adding-foreign-key-constraint",
                "squawk:constraint-missing-not-valid",
                "strong_migrations:add_foreign_key",
                "atlas:PG306",
                "eugene:E1",
                "bytebase:STATEMENT_ADD_FOREIGN_KEY_NOT_VALID",
                "pg-schema-diff:ACQUIRES_SHARE_ROW_EXCLUSIVE_LOCK",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not AlterStatement { Kind: "table" } alter)
        {
            return;
        }

        foreach (var action in alter.Actions.AsSpan())
        {
            if (
                action is SqlAction.AddConstraint
                {
                    Constraint:
                    { Kind: SqlConstraintKind.ForeignKey, IsNotValid: false, IsNotEnforced: false, References: { } to } constraint
                }
            )
            {
                at.Report(
                    action,
                    $"Adding {ConstraintText.Of(constraint)} to {alter.Name} checks every row while writes to {alter.Name} and {to.Table} wait.",
                    alter.Name,
                    ConstraintText.Rewrite(at, alter, constraint),
                    ConstraintText.NotValid(at, alter, action, constraint)
                );
            }
        }
    }
}
