using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A numbered column of MariaDB or MySQL.</summary>
internal sealed class AutoIncrementColumnRebuilds : LintRule
{
    public override RuleInfo Info { get; } =
        new(
            "auto-increment-column-rebuilds",
            "A column with AUTO_INCREMENT is added, for which the table is rebuilt while writes wait"
        )
        {
            Why = "Every row gets a number: InnoDB rebuilds the table in place and refuses LOCK=NONE, so writes wait.",
            Instead = "Use gh-ost or pt-online-schema-change, or a quiet hour.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-77",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY141"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (column.Find(SqlConstraintKind.Identity) is not null || column.Type is { Name: "serial" })
            {
                at.Report(column, $"Adding {alter.Name}.{column.Name} rebuilds the table while writes wait.", alter.Name);
            }
        }
    }
}
