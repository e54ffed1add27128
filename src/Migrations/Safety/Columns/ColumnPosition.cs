using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A position among the columns.</summary>
internal sealed class ColumnPosition : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-position", "A column is put at a position among the others")
        {
            Why =
                "Programs should not know the order of columns, and servers before MySQL 8.0.29 and MariaDB 10.4 rebuild the table for "
                + "it.",
            Instead = "Leave FIRST and AFTER out.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-74",
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases =
            [
                "bytebase:COLUMN_DISALLOW_CHANGING_ORDER",
                "bytebase:STATEMENT_ADD_COLUMN_WITHOUT_POSITION",
                "atlas:MY142",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (column.Position.Length > 0 && at.Statement is AlterStatement)
            {
                var isOld = at.Target.Engine == LintEngines.MySql ? !at.Target.AtLeast(8, 0, 29) : at.Target.IsBefore(10, 4);
                at.Report(
                    column,
                    $"{table}.{column.Name} is put {column.Position}{(isOld ? ", for which the table is rebuilt" : "")}.",
                    table
                );
            }
        }
    }
}
