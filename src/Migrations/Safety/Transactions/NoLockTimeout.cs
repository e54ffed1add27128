using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A lock that others wait for is asked for without a limit of time.</summary>
internal sealed class NoLockTimeout : LintRule
{
    public override RuleInfo Info { get; } =
        new("no-lock-timeout", "A lock that others wait for is asked for without a limit of time")
        {
            Why =
                "A statement that needs a strong lock waits for every running query on the table, and every query that comes "
                + "later waits behind it. One forgotten report is enough to stop the table for as long as the report runs.",
            Instead =
                "`SET lock_timeout = '2s'` before it, and try again when it fails (SQLSTATE 55P03). Remarked once in a file.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-130",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["squawk:require-lock-timeout", "squawk:require-timeout-settings", "eugene:E9"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place != StatementPlace.File
            || IsSet(at.Setting("lock_timeout"))
            || PostgreSqlLocks.Of(at.Statement, at.Nodes, at.Scope).FirstOrDefault() is not { } first
            || at.HasLocked
        )
        {
            return;
        }

        at.Report(
            at.Statement,
            $"{(first.Table is null ? "The lock of this statement" : $"The lock on {first.Table}")} is waited for without an end, and others wait behind it.",
            first.Table,
            fix: new(
                "Set a limit before it",
                [
                    TextEdit.Insert(
                        at.Statement.Span.Start,
                        at.InCase(at.Transaction.IsOpen ? "set local lock_timeout = " : "set lock_timeout = ") + "'2s';\n"
                    ),
                ]
            )
        );
    }

    private static bool IsSet(string? value) => value is not (null or "0" or "default" or "DEFAULT");
}
