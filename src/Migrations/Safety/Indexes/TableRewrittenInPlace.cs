using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is rewritten while nothing can use it.</summary>
internal sealed class TableRewrittenInPlace : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-rewritten-in-place", "A table is rewritten while nothing can use it")
        {
            Why =
                "`VACUUM FULL` and `CLUSTER` copy the table and rebuild all its indexes under ACCESS EXCLUSIVE: neither reads "
                + "nor writes get through until that is done, and the space of a second copy is needed.",
            Instead =
                "`pg_repack` or `pg_squeeze` do the same while the table is in use; from PostgreSQL 19 on, `REPACK "
                + "(CONCURRENTLY)`. Plain `VACUUM` makes space usable again without a rewrite.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-19",
            Exposure = Exposure.LargeTables,
            Aliases = ["squawk:prefer-repack"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not MaintenanceStatement work)
        {
            return;
        }

        if (
            work.Kind == "cluster"
            || (work.Kind == "vacuum" && work.Options.Any(o => o.Contains("full", StringComparison.Ordinal)))
        )
        {
            at.Report(
                work,
                work.Objects.Count == 0
                    ? $"{work.Kind.ToUpperInvariant()} rewrites every table, one after the other, while nothing can use it."
                    : $"{work.Objects[0]} is rewritten while nothing can read or write it.",
                work.Objects.Count == 0 ? null : work.Objects[0]
            );
        }
    }
}
