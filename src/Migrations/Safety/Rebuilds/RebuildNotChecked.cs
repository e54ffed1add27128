using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Foreign keys are turned off for a table made anew, and nothing looks at them afterwards.</summary>
internal sealed class RebuildNotChecked : LintRule
{
    public override RuleInfo Info { get; } =
        new("rebuild-not-checked", "Foreign keys are turned off, a table is dropped, and references are not looked at afterwards")
        {
            Why =
                "While foreign keys are off nothing keeps references whole, and turning them on again does not look at the rows that are "
                + "there: a row lost in the copy is noticed when somebody writes beside it.",
            Instead =
                "`PRAGMA foreign_key_check` before the commit gives every reference that leads nowhere; its result has to be looked at.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Note,
        };

    public override void CheckFile(FileContext file)
    {
        SeenStatement? dropped = null;
        var isOff = false;
        foreach (var seen in file.Statements)
        {
            switch (SqliteSettings.PragmaName(seen.Statement))
            {
                case "foreign_keys":
                    isOff |= ((SetStatement)seen.Statement).Value.ToLowerInvariant() is "off" or "0" or "no" or "false";
                    break;
                case "foreign_key_check":
                    return;
                case "" when isOff && seen.Statement is DropStatement { Kind: "table" }:
                    dropped ??= seen;
                    break;
            }
        }

        if (dropped?.Statement is DropStatement drop && file.Scope.Table(drop.Names[0]) is not null)
        {
            file.Report(
                dropped,
                $"{drop.Names[0]} is made anew with foreign keys off, and no PRAGMA foreign_key_check follows.",
                rewrite: "pragma foreign_key_check; -- before the commit"
            );
        }
    }
}
