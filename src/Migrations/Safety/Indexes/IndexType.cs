using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index of another type than B-tree.</summary>
internal sealed class IndexType : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-type", "An index of another type than B-tree")
        {
            Why =
                "InnoDB has B-trees, full-text and spatial indexes. Another type, such as HASH, is taken and made a B-tree "
                + "without a word.",
            Instead = "Leave the type out.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-14",
            Aliases = ["bytebase:INDEX_TYPE_ALLOW_LIST"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateIndexStatement index && at.Find("using", "hash") is { } hash)
        {
            at.Report(hash, $"InnoDB makes a B-tree of this index of {index.Table}.");
        }
    }
}
