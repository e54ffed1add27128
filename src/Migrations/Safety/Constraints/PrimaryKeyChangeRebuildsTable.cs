using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Replacing a primary key rebuilds the table and all its indexes.</summary>
internal sealed class PrimaryKeyChangeRebuildsTable : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-change-rebuilds-table", "Replacing a primary key rebuilds the table and all its indexes")
        {
            Why =
                "Rows are stored in the order of the primary key, and every secondary index holds it: all of them are written "
                + "anew.",
            Instead = "Use a tool for online schema changes, or add a unique key and leave the primary key as it is.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-42",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY137"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.PrimaryKey }
            && alter.Actions.Any(a => a is SqlAction.Drop { Kind: "primary key" })
        )
        {
            at.Report(action, $"Replacing the primary key writes {alter.Name} and all its indexes anew.", alter.Name);
        }
    }
}
