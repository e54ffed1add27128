using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index is built on all partitions at once, under locks on all of them.</summary>
internal sealed class IndexOnPartitionedTable : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-on-partitioned-table", "An index is built on all partitions at once, under locks on all of them")
        {
            Why =
                "`CREATE INDEX` on a partitioned table locks it and every partition with SHARE until the last partition's index "
                + "is built. `CONCURRENTLY` is refused there.",
            Instead =
                "Create the index `ON ONLY` the parent, which is instant and leaves it invalid; build it concurrently on each "
                + "partition; attach each with `ALTER INDEX … ATTACH PARTITION`. With the last one the parent's index becomes "
                + "valid.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-05",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:PG108"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateIndexStatement { IsOnly: false } index
            || at.Scope.Table(index.Table) is not { IsPartitioned: true }
        )
        {
            return;
        }

        var name = index.Name?.Name ?? "INDEX";
        at.Report(
            index,
            index.IsConcurrently
                ? $"{index.Table} is partitioned: an index on it cannot be built concurrently."
                : $"Building an index on {index.Table} stops writes to all its partitions until the last one is done.",
            index.Table,
            $"create index {name} on only {index.Table} (…);\n-- for each partition, outside a transaction:\ncreate index concurrently {name}_p on PARTITION (…);\nalter index {name} attach partition {name}_p;",
            severity: index.IsConcurrently ? Severity.Error : null
        );
    }
}
