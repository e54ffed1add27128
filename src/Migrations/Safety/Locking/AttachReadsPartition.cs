using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A partition that is read when it comes.</summary>
internal sealed class AttachReadsPartition : LintRule
{
    public override RuleInfo Info { get; } =
        new("attach-reads-partition", "Attaching a table as a partition reads all its rows")
        {
            Why =
                "Without a CHECK that implies the bounds PostgreSQL reads the table whole under ACCESS EXCLUSIVE on it; the partitioned "
                + "table itself stays open.",
            Instead =
                "Put a valid CHECK with the bounds (and NOT NULL of the key) on the table first, attach, then drop the CHECK.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "N-05",
            Exposure = Exposure.LargeTables,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Partition>())
        {
            if (
                !action.IsDetach
                && !action.Option.Equals("default", StringComparison.OrdinalIgnoreCase)
                && at.Scope.Table(action.Table)?.Constraints.Any(c => c is { Kind: SqlConstraintKind.Check, IsNotValid: false })
                    != true
            )
            {
                at.Report(
                    action,
                    $"Attaching {action.Table} to {alter.Name} reads all its rows while reads and writes of it wait, unless a valid check says its bounds.",
                    action.Table,
                    $"alter table {at.TextOf(action.Table)} add constraint {action.Table.Name}_bounds check (<the bounds, and the key is not null>) not valid;\nalter table {at.TextOf(action.Table)} validate constraint {action.Table.Name}_bounds;\n{at.TextOf(alter)};"
                );
            }
        }
    }
}
