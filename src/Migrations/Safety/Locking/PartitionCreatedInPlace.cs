using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A partition that locks the whole table.</summary>
internal sealed class PartitionCreatedInPlace : LintRule
{
    public override RuleInfo Info { get; } =
        new("partition-created-in-place", "CREATE TABLE … PARTITION OF keeps reads and writes out of the whole partitioned table")
        {
            Why =
                "It takes ACCESS EXCLUSIVE on the partitioned table. ATTACH PARTITION takes SHARE UPDATE EXCLUSIVE, which lets reads "
                + "and writes go on.",
            Instead = "Create the table like the parent, with a CHECK that says its bounds, then attach it.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "N-03",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTableStatement { PartitionOf: { } parent } create)
        {
            var (name, whole) = (at.TextOf(create.Name), at.TextOf(parent));
            at.Report(
                create,
                $"Creating {create.Name} keeps reads and writes out of {parent}; attaching it would not.",
                parent,
                $"create table {name} (like {whole} including defaults including constraints);\nalter table {whole} attach partition {name} {create.Bounds};"
            );
        }
    }
}
