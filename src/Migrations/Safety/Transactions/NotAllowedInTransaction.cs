using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement that fails in a transaction, in one.</summary>
internal sealed class NotAllowedInTransaction : LintRule
{
    public override RuleInfo Info { get; } =
        new("not-allowed-in-transaction", "A statement stands in a transaction that cannot run in one")
        {
            Why =
                "`CREATE INDEX CONCURRENTLY`, `VACUUM`, `CREATE DATABASE` and their like end in an error when they run in a transaction, on SQLite `VACUUM`. Most "
                + "runners open one for every file, so the file fails although each statement is right.",
            Instead =
                "Put the statement into a file of its own and tell the runner to open no transaction for it: `-- dbwright:no-transaction`, "
                + "`-- migrate:up transaction:false` (dbmate), `-- +goose NO TRANSACTION`, `executeInTransaction=false` (Flyway).",
            Engines = LintEngines.PostgreSql | LintEngines.Sqlite,
            Reference = "U-04",
            Severity = Severity.Error,
            Aliases =
            [
                "squawk:ban-concurrent-index-creation-in-transaction",
                "atlas:PG103",
                "atlas:TX101",
                "bytebase:STATEMENT_NON_TRANSACTIONAL",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (!at.Transaction.IsOpen)
        {
            return;
        }

        if (NonTransactional.Name(at.Statement) is { } name)
        {
            at.Report(
                at.Statement,
                at.Place == StatementPlace.DoBlock ? $"{name} cannot run in a DO block, which is a transaction."
                    : at.Transaction.IsRunner ? $"{name} cannot run in a transaction, and the runner opens one for this file."
                    : $"{name} cannot run in a transaction, and one is open here.",
                fix: at.Transaction.IsRunner && at.File.NoTransaction is { } edit
                    ? new("Open no transaction for the file", [edit])
                    : null
            );
        }
    }
}
