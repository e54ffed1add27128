using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index that is dropped under an exclusive lock.</summary>
internal sealed class DropIndexWithoutConcurrently : LintRule
{
    public override RuleInfo Info { get; } =
        new("drop-index-without-concurrently", "An index is dropped while reads and writes of its table wait")
        {
            Why =
                "`DROP INDEX` takes ACCESS EXCLUSIVE on the index's table. The work itself is short, but the lock first waits for every running "
                + "query on the table, and meanwhile every new one queues behind it.",
            Instead =
                "`DROP INDEX CONCURRENTLY` waits without a lock that blocks others. It takes one index, cannot run in a transaction, and does "
                + "not do for indexes of constraints or of partitioned tables.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "U-02",
            Exposure = Exposure.TablesInUse,
            Aliases =
            [
                "squawk:require-concurrent-index-deletion",
                "strong_migrations:remove_index",
                "atlas:PG102",
                "ptah:PG106",
                "pg-schema-diff:INDEX_DROPPED",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not DropStatement { Kind: "index", IsConcurrently: false } drop || at.Find("index") is not { } word)
        {
            return;
        }

        foreach (var name in drop.Names.AsSpan())
        {
            var index = at.Scope.Index(name);
            if (
                index is not null
                && at.Scope.Table(index.Table) is { } table
                && (index.IsNew || table.IsNew || table.IsPartitioned)
            )
            {
                continue;
            }

            at.Report(
                name,
                $"Dropping index {name} locks {(index is null ? "its table" : index.Table)} against reads and writes.",
                fix: drop.Names.Count == 1 && !drop.IsCascade
                    ? new(
                        "Drop it concurrently",
                        [TextEdit.Insert(word.End, at.TextOf(word) == "INDEX" ? " CONCURRENTLY" : " concurrently")]
                    )
                    {
                        NeedsNoTransaction = true,
                    }
                    : null
            );
        }
    }
}
