using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>ALTER TABLE does not say that writes must go on.</summary>
internal sealed class NoLockClause : LintRule
{
    public override RuleInfo Info { get; } =
        new("no-lock-clause", "ALTER TABLE does not say that writes must go on")
        {
            Why = "Without LOCK the server stops writes where it must, without a word. `LOCK=NONE` makes it refuse instead.",
            Instead = "`LOCK=NONE`; when it is refused, decide on purpose.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-145",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_REQUIRE_LOCK_OPTION", "strong_migrations:lock_option"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place == StatementPlace.File
            && at.Statement is AlterStatement { Kind: "table", Actions.Count: > 0 } alter
            && !alter.Actions.Any(a =>
                a is SqlAction.Other { Words: var words }
                && (words.StartsWith("lock", StringComparison.Ordinal) || words.Contains("partition", StringComparison.Ordinal))
            )
        )
        {
            at.Report(
                alter,
                $"Writes to {alter.Name} may wait for this.",
                alter.Name,
                fix: new("Refuse to stop writes", [TextEdit.Insert(alter.Span.End, at.InCase(", lock=none"))])
            );
        }
    }
}
