using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An exclusion constraint builds its index while the table is locked.</summary>
internal sealed class ExclusionConstraintBlocks : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("exclusion-constraint-blocks", "An exclusion constraint builds its index while the table is locked")
        {
            Why =
                "`EXCLUDE` takes ACCESS EXCLUSIVE, builds an index and compares the rows under it. It knows neither `NOT VALID` "
                + "nor `USING INDEX`, so there is no way to do it while the table is in use.",
            Instead =
                "Create a new table with the constraint, copy the rows, keep both in step by triggers and swap them; or check by "
                + "a trigger. On a small table, accept the lock with a short `lock_timeout`.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "U-28",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:constraint-missing-not-valid",
                "strong_migrations:add_exclusion_constraint",
                "atlas:PG109",
                "eugene:E8",
            ],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.Exclude } constraint })
        {
            at.Report(
                action,
                $"Adding {ConstraintText.Of(constraint)} builds an index on {alter.Name} under a lock that nothing passes.",
                alter.Name
            );
        }
    }
}
