using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A partition is detached while the whole partitioned table is locked.</summary>
internal sealed class DetachWithoutConcurrently : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("detach-without-concurrently", "A partition is detached while the whole partitioned table is locked")
        {
            Why =
                "Plain `DETACH PARTITION` takes ACCESS EXCLUSIVE on the partitioned table and the partition: all reads and "
                + "writes of all partitions wait for it.",
            Instead =
                "`DETACH PARTITION … CONCURRENTLY`, outside a transaction; it is refused while there is a default partition. "
                + "After an interruption finish it with `FINALIZE`.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "U-138",
            Exposure = Exposure.TablesInUse,
            Since = new(14, 0),
            Aliases = ["squawk:require-concurrent-partition-detach"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Partition { IsDetach: true, Option: "" } detach
            && !at.Scope.Tables.Any(t => t.IsDefaultPartition && at.Scope.Names.Equals(t.PartitionOf, at.Scope.Key(alter.Name)))
        )
        {
            at.Report(
                action,
                $"Detaching {detach.Table} locks all of {alter.Name} against reads and writes.",
                alter.Name,
                fix: new("Detach it concurrently", [TextEdit.Insert(detach.Table.Span.End, at.InCase(" concurrently"))])
                {
                    NeedsNoTransaction = true,
                }
            );
        }
    }
}
