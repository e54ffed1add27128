using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A query over every row.</summary>
internal sealed class SelectWithoutWhere : LintRule
{
    public override RuleInfo Info { get; } =
        new("select-without-where", "A query reads every row of a table")
        {
            Why =
                "In a migration nobody sees the result; in a view or INSERT … SELECT the whole table is read, and on MariaDB and MySQL "
                + "locked for the time of the INSERT.",
            Instead = "Say which rows are meant.",
            Engines = LintEngines.All,
            Reference = "U-171",
            Exposure = Exposure.LargeTables,
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_WHERE_REQUIRE_SELECT"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (
                node is SqlQueryBody.Select { Where: null, From: [SqlTableSource.Named table], GroupBy.Count: 0 } select
                && at.Statement is not CreateViewStatement
                && at.Scope.Table(table.Name) is not { IsNew: true }
            )
            {
                at.Report(select, $"Every row of {table.Name} is read.", table.Name);
            }
        }
    }
}
