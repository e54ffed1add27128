using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A table is renamed out of the way, and one of its name is created.</summary>
internal sealed class OldTableRenamedFirst : LintRule
{
    public override RuleInfo Info { get; } =
        new("old-table-renamed-first", "A table is renamed out of the way, and a new one gets its name")
        {
            Why =
                "SQLite lets foreign keys, views and triggers of other tables follow a table to its new name. They go on speaking of the "
                + "old one, and of nothing when that is dropped: from then on writes to those tables fail.",
            Instead =
                "The other order: create the new table under another name, copy the rows, drop the old one, rename the new one. With "
                + "`PRAGMA foreign_keys = OFF` what refers to the name stays as it is.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateTableStatement { Persistence: not "temporary" } create
            || at.Switch("legacy_alter_table") == true
        )
        {
            return;
        }

        var key = at.Scope.Key(create.Name);
        foreach (var seen in at.Earlier)
        {
            if (
                seen.Statement is AlterStatement { Kind: "table" } alter
                && at.Scope.Names.Equals(at.Scope.Key(alter.Name), key)
                && alter.Actions is [SqlAction.Rename { OldName: null } rename]
            )
            {
                at.Report(
                    create.Name,
                    $"What refers to {create.Name} has followed it to {rename.NewName} and stays there.",
                    rewrite: $"create table {create.Name}_new (…);\ninsert into {create.Name}_new (…) select … from {create.Name};\ndrop table {create.Name};\nalter table {create.Name}_new rename to {create.Name};"
                );
                return;
            }
        }
    }
}
