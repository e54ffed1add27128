using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Partitioning a table copies it.</summary>
internal sealed class PartitioningCopies : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("partitioning-copies", "Partitioning a table copies it")
        {
            Why =
                "Every row is written into the new partitions, or out of them, while writes wait. MariaDB takes "
                + "`ALGORITHM=INSTANT` here without a word and copies all the same, as its count of affected rows shows.",
            Instead = "Use a tool for online schema changes, or create the table partitioned.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-147",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY139", "bytebase:TABLE_DISALLOW_PARTITION"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && (
                words.StartsWith("partition by", StringComparison.Ordinal)
                || words.StartsWith("remove partitioning", StringComparison.Ordinal)
            )
        )
        {
            at.Report(action, $"{alter.Name} is copied while writes wait.", alter.Name);
        }
    }
}
