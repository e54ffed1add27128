using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index is dropped before the unique one that replaces it is there.</summary>
internal sealed class IndexMadeUnique : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-made-unique", "An index is dropped before the unique one that replaces it is there")
        {
            Why =
                "Between the two statements no index serves the queries. If the unique one cannot be built because of "
                + "duplicates, the old one is gone for good.",
            Instead = "Build the unique index under another name first, then drop the old one.",
            Engines = LintEngines.All,
            Reference = "U-09",
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:MF102"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateIndexStatement { Kind: "unique", Name: { } name } index)
        {
            return;
        }

        foreach (var seen in at.Earlier)
        {
            if (
                seen.Statement is DropStatement { Kind: "index" } drop
                && drop.Names.Any(n => at.Scope.Names.Equals(n.Name, name.Name))
            )
            {
                at.Report(index, $"Index {name} was dropped before its unique successor is built.", index.Table);
                return;
            }
        }
    }
}
