using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A partition whose coming reads the default one.</summary>
internal sealed class AttachReadsDefaultPartition : LintRule
{
    public override RuleInfo Info { get; } =
        new("attach-reads-default-partition", "Attaching a partition reads the default partition")
        {
            Why =
                "PostgreSQL must see that no row of the default partition belongs into the new one: it reads it whole under ACCESS "
                + "EXCLUSIVE.",
            Instead =
                "Put a CHECK on the default partition first that excludes the new bounds, with NOT VALID, and validate it. Then nothing "
                + "is read.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "N-04",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Partition>())
        {
            if (action.IsDetach || action.Option.Equals("default", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var parent = at.Scope.Key(alter.Name);
            var fallback = at.Scope.Tables.FirstOrDefault(t => t.IsDefaultPartition && t.PartitionOf == parent);
            if (fallback is not null && !fallback.Constraints.Any(c => c is { Kind: SqlConstraintKind.Check, IsNotValid: false }))
            {
                at.Report(
                    action,
                    $"Attaching {action.Table} reads the default partition {fallback.Key} while reads and writes of it wait.",
                    alter.Name,
                    $"alter table {fallback.Key} add constraint {fallback.Key}_bounds check (not (<bounds of {action.Table}>)) not valid;\nalter table {fallback.Key} validate constraint {fallback.Key}_bounds;"
                );
            }
        }
    }
}
