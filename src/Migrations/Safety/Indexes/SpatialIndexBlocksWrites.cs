using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A spatial index is built while writes wait.</summary>
internal sealed class SpatialIndexBlocksWrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("spatial-index-blocks-writes", "A spatial index is built while writes wait")
        {
            Why = "InnoDB builds spatial indexes with LOCK=SHARED: reads go on, every write waits until the index is built.",
            Instead =
                "Build it at a quiet time, or with a tool for online schema changes such as gh-ost or pt-online-schema-change.",
            Work = ServerWork.StopsWrites,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-18",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY135"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateIndexStatement { Kind: "spatial" } index)
        {
            at.Report(index, $"Building this spatial index stops writes to {index.Table} until it is done.", index.Table);
        }
        else if (at.Statement is AlterStatement { Kind: "table" } alter)
        {
            foreach (var action in alter.Actions.AsSpan())
            {
                if (action is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.Spatial })
                {
                    at.Report(action, $"Building this spatial index stops writes to {alter.Name} until it is done.", alter.Name);
                }
            }
        }
    }
}
