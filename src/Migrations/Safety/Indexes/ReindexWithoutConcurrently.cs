using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index is rebuilt while its table is locked.</summary>
internal sealed class ReindexWithoutConcurrently : LintRule
{
    public override RuleInfo Info { get; } =
        new("reindex-without-concurrently", "An index is rebuilt while its table is locked")
        {
            Why =
                "`REINDEX` holds SHARE on the table, so that writes wait, and ACCESS EXCLUSIVE on each index. The planner opens "
                + "every index of a table, so reads of the table wait as well until the index is rebuilt.",
            Instead =
                "`REINDEX … CONCURRENTLY` builds a new index beside the old one and swaps them. It cannot run in a transaction. "
                + "`REINDEX SYSTEM` has no such form: plan a quiet time.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "U-03",
            Exposure = Exposure.LargeTables,
            Since = new(12, 0),
            Aliases = ["squawk:require-concurrent-reindex"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not MaintenanceStatement { Kind: "reindex" } reindex
            || reindex.Options.Any(o => o.Contains("concurrently", StringComparison.Ordinal))
        )
        {
            return;
        }

        var word = at.Find("index") ?? at.Find("table") ?? at.Find("schema") ?? at.Find("database");
        var table =
            reindex.Objects.Count == 1 && at.Find("index") is null && at.Find("table") is not null ? reindex.Objects[0] : null;
        if (reindex.Objects.Count == 1 && at.Scope.Index(reindex.Objects[0]) is { IsNew: true })
        {
            return;
        }

        at.Report(
            reindex,
            $"{at.TextOf(reindex)} locks the table against writes and, through its indexes, against reads.",
            table,
            fix: word is { } found && !at.TextOf(reindex).Contains('(')
                ? new("Rebuild it concurrently", [TextEdit.Insert(found.End, at.InCase(" concurrently"))])
                {
                    NeedsNoTransaction = true,
                }
                : null
        );
    }
}
