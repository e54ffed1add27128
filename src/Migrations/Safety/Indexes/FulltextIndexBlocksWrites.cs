using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A full-text index is built while writes wait.</summary>
internal sealed class FulltextIndexBlocksWrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("fulltext-index-blocks-writes", "A full-text index is built while writes wait")
        {
            Why =
                "InnoDB builds full-text indexes with LOCK=SHARED: reads go on, every write waits until the index is built. The "
                + "first one on a table rebuilds the whole table, to add a hidden column.",
            Instead =
                "Build it at a quiet time, or with a tool for online schema changes such as gh-ost or pt-online-schema-change.",
            Work = ServerWork.StopsWrites,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-17",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY134"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateIndexStatement { Kind: "fulltext" } index)
        {
            at.Report(index, $"Building this full-text index stops writes to {index.Table} until it is done.", index.Table);
        }
        else if (at.Statement is AlterStatement { Kind: "table" } alter)
        {
            foreach (var action in alter.Actions.AsSpan())
            {
                if (action is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.FullText })
                {
                    at.Report(
                        action,
                        $"Building this full-text index stops writes to {alter.Name} until it is done.",
                        alter.Name
                    );
                }
            }
        }
    }
}
