using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A drop while programs still run.</summary>
internal sealed class TableDropBreaksReaders : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-drop-breaks-readers", "A table is dropped in the release that stops using it")
        {
            Why = "While a release goes out, old and new programs run side by side: the old ones still read and write the table.",
            Instead = "Two releases: the first stops using it, the second drops it.",
            Engines = LintEngines.All,
            Reference = "U-114",
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["atlas:BC103"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is DropStatement { Kind: "table" } drop)
        {
            foreach (var table in drop.Names)
            {
                at.Report(table, $"Programs of the release before still use {table}.", table);
            }
        }
    }
}
