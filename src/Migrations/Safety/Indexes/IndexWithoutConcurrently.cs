using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index that is built while writes wait.</summary>
internal sealed class IndexWithoutConcurrently : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-without-concurrently", "An index is built while writes to the table wait")
        {
            Why =
                "`CREATE INDEX` takes a SHARE lock: reads go on, but every insert, update and delete on the table waits until the index is "
                + "built, and everything that queues behind them waits too. The time grows with the table.",
            Instead =
                "`CREATE INDEX CONCURRENTLY` lets writes go on. It reads the table twice, waits for older transactions, cannot run in a "
                + "transaction, and leaves an invalid index when it fails: look for `indisvalid = false` in `pg_index` and drop the index "
                + "concurrently before trying again.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "U-01",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:require-concurrent-index-creation",
                "strong_migrations:add_index",
                "atlas:PG101",
                "eugene:E6",
                "bytebase:INDEX_CREATE_CONCURRENTLY",
                "pg-schema-diff:ACQUIRES_SHARE_LOCK",
                "pg-schema-diff:INDEX_BUILD",
                "pg-schema-diff:IMPACTS_DATABASE_PERFORMANCE",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateIndexStatement { IsConcurrently: false, IsOnly: false } index
            || at.Scope.Table(index.Table) is { IsPartitioned: true }
            || at.Find("index") is not { } word
        )
        {
            return;
        }

        at.Report(
            TextSpan.Between(index.Span.Start, word.End),
            $"Building {(index.Name is { } name ? $"index {name}" : "an index")} on {index.Table} stops writes to the table until it is done.",
            index.Table,
            fix: new(
                "Build it concurrently",
                [TextEdit.Insert(word.End, at.TextOf(word) == "INDEX" ? " CONCURRENTLY" : " concurrently")]
            )
            {
                NeedsNoTransaction = true,
            }
        );
    }
}
