using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A very large table is altered in place.</summary>
internal sealed class LargeTableAltered : LintRule
{
    public override RuleInfo Info { get; } =
        new("large-table-altered", "A very large table is altered in place")
        {
            Why =
                "A change that copies or rebuilds a table of this size takes long, needs the space of a second one, and delays "
                + "every replica by the same time.",
            Instead = "Use a tool for online schema changes: gh-ost, pt-online-schema-change.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-148",
            Exposure = Exposure.LargeTables,
            Aliases = ["bytebase:ADVICE_ONLINE_MIGRATION", "bytebase:TABLE_LIMIT_SIZE"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is AlterStatement { Kind: "table" } alter
            && at.Rows(alter.Name) is > 1_000_000 and var rows
            && alter.Actions.Any(a =>
                a
                    is SqlAction.ModifyColumn
                        or SqlAction.AddConstraint
                        or SqlAction.Drop { Kind: "primary key" }
                        or SqlAction.Other { Words: "engine" or "force" or "convert to character set" or "row_format" }
            )
        )
        {
            at.Report(
                alter,
                $"{alter.Name} has about {rows.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} rows.",
                alter.Name
            );
        }
    }
}
