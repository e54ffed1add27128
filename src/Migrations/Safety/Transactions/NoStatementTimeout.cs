using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement may run without a limit of time.</summary>
internal sealed class NoStatementTimeout : LintRule
{
    public override RuleInfo Info { get; } =
        new("no-statement-timeout", "A statement may run without a limit of time")
        {
            Why =
                "A statement that takes longer than anybody thought holds its locks for as long. Without a limit somebody has to "
                + "notice.",
            Instead =
                "`SET statement_timeout`, to more than the statement should take; not for concurrent builds and `VALIDATE "
                + "CONSTRAINT`, which may take long and harm nobody. Remarked once in a file.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-131",
            Severity = Severity.Note,
            IsOptIn = true,
            Aliases = ["squawk:require-statement-timeout", "bytebase:STATEMENT_MAX_EXECUTION_TIME"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place == StatementPlace.File
            && at.Setting("statement_timeout") is null or "0"
            && PostgreSqlLocks.Of(at.Statement, at.Nodes, at.Scope).Any()
            && !at.HasLocked
        )
        {
            at.Report(at.Statement, "This statement may run, and hold its lock, without a limit of time.");
        }
    }
}
