using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A table is renamed while a view reads one that is dropped.</summary>
internal sealed class RebuildStoppedByView : LintRule
{
    public override RuleInfo Info { get; } =
        new("rebuild-stopped-by-view", "A table is renamed while a view reads a table that has just been dropped")
        {
            Why =
                "`ALTER TABLE … RENAME` reads the whole schema again, and fails at a view of a table that is not there (\"error in view …: no such "
                + "table\"). In the usual way of making a table anew it is not there at that moment.",
            Instead =
                "Drop the view before the table and create it again behind the rename, or turn `PRAGMA legacy_alter_table = ON` for the file.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not AlterStatement { Kind: "table" } alter
            || !alter.Actions.Any(a => a is SqlAction.Rename)
            || at.Switch("legacy_alter_table") == true
        )
        {
            return;
        }

        foreach (var view in at.Scope.Dependents)
        {
            if (view.Kind == "view" && view.Tables.FirstOrDefault(at.Scope.IsDropped) is { } table)
            {
                at.Report(
                    alter,
                    $"View {view.Key} reads {table}, which is not there now: the rename fails.",
                    rewrite: $"drop view {view.Key}; -- before {table} is dropped\n{at.TextOf(alter)}\ncreate view {view.Key} as …;"
                );
            }
        }
    }
}
