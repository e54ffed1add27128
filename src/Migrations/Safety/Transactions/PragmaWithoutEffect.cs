using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Foreign keys are turned on or off in a transaction.</summary>
internal sealed class PragmaWithoutEffect : LintRule
{
    public override RuleInfo Info { get; } =
        new("pragma-without-effect", "PRAGMA foreign_keys stands in a transaction, where it does nothing")
        {
            Why =
                "`PRAGMA foreign_keys` does nothing in a transaction and says nothing: what follows runs with foreign keys on, and dropping a table "
                + "deletes what refers to it.",
            Instead =
                "Make the setting before `BEGIN`. Where the runner opens the transaction, tell it to open none for the file and write `BEGIN` and `COMMIT` yourself; "
                + "or use `PRAGMA defer_foreign_keys = ON`, which works within one and puts off what is looked at, but not what a cascade deletes.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (at.Transaction.IsOpen && SqliteSettings.PragmaName(at.Statement) == "foreign_keys")
        {
            at.Report(
                at.Statement,
                $"PRAGMA foreign_keys does nothing here: {(at.Transaction.IsRunner ? "the runner opens a transaction for this file" : "a transaction is open")}."
            );
        }
    }
}
