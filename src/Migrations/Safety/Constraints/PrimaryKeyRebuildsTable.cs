using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Adding a primary key rebuilds the table.</summary>
internal sealed class PrimaryKeyRebuildsTable : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-rebuilds-table", "Adding a primary key rebuilds the table")
        {
            Why =
                "InnoDB stores a table in the order of its primary key, so all rows and all secondary indexes are written anew. "
                + "Writes go on where that is done in place, but space for a second copy and time in proportion to the rows are "
                + "needed.",
            Instead = "Create tables with their primary key. On a large one use a tool for online schema changes.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-41",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY132"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.PrimaryKey }
            && !alter.Actions.Any(a => a is SqlAction.Drop { Kind: "primary key" })
        )
        {
            at.Report(action, $"Adding a primary key writes {alter.Name} and its indexes anew.", alter.Name);
        }
    }
}
