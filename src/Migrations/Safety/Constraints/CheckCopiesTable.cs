using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Adding a check copies the table.</summary>
internal sealed class CheckCopiesTable : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("check-copies-table", "Adding a check copies the table")
        {
            Why =
                "MySQL and MariaDB copy the whole table to add a check; writes wait until that is done. Measured on MariaDB "
                + "10.11: only ALGORITHM=COPY is accepted, while `ADD COLUMN … CHECK` is instant.",
            Instead =
                "Add the check together with its column. On MySQL 8.0.16 and newer a check can be added `NOT ENFORCED` without a "
                + "copy. Otherwise use a tool for online schema changes.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-37",
            Exposure = Exposure.LargeTables,
            Aliases = ["strong_migrations:add_check_constraint_mysql", "atlas:MY144"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.Check, IsNotEnforced: false } constraint })
        {
            at.Report(action, $"Adding {ConstraintText.Of(constraint)} copies {alter.Name} while writes wait.", alter.Name);
        }
    }
}
