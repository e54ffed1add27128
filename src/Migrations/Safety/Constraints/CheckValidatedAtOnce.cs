using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A check whose rows are checked under its first lock.</summary>
internal sealed class CheckValidatedAtOnce : LintRule
{
    public override RuleInfo Info { get; } =
        new("check-validated-at-once", "A check is added and tested on every row in one step, while the table is locked")
        {
            Why =
                "`ADD CONSTRAINT … CHECK` takes ACCESS EXCLUSIVE and reads the whole table under it: neither reads nor writes get through "
                + "until every row has been tested.",
            Instead =
                "Add the constraint with `NOT VALID`, which reads nothing. Then, in a transaction of its own, `VALIDATE CONSTRAINT`, which "
                + "reads the table while reads and writes go on.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "U-21",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:constraint-missing-not-valid",
                "strong_migrations:add_check_constraint",
                "atlas:PG305",
                "eugene:E1",
                "bytebase:STATEMENT_ADD_CHECK_NOT_VALID",
                "pg-schema-diff:ACQUIRES_ACCESS_EXCLUSIVE_LOCK",
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
                    Constraint: { Kind: SqlConstraintKind.Check, IsNotValid: false, IsNotEnforced: false } constraint
                }
            )
            {
                at.Report(
                    action,
                    $"Adding {ConstraintText.Of(constraint)} to {alter.Name} reads the whole table under a lock that nothing passes.",
                    alter.Name,
                    ConstraintText.Rewrite(at, alter, constraint),
                    ConstraintText.NotValid(at, alter, action, constraint)
                );
            }
        }
    }
}
