using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A row is replaced that rows of other tables refer to with a cascade.</summary>
internal sealed class ReplaceDeletesRows : LintRule
{
    public override RuleInfo Info { get; } =
        new("replace-deletes-rows", "REPLACE deletes the row that is there, and with it what refers to that")
        {
            Why =
                "`REPLACE` and `INSERT OR REPLACE` do not change a row that has the key already: they delete it and insert another. A foreign key with ON DELETE "
                + "CASCADE takes the rows that refer to it along, SET NULL empties them, and columns that the statement does not name are lost.",
            Instead = "Change the row: `ON CONFLICT … DO UPDATE` on SQLite, `ON DUPLICATE KEY UPDATE` on MariaDB and MySQL.",
            Engines = LintEngines.Sqlite | LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is InsertStatement { IsReplace: true } insert
            && at.Switch("foreign_keys") != false
            && at.Switch("foreign_key_checks") != false
        )
        {
            foreach (var (table, to) in at.Scope.Referring(at.Scope.Key(insert.Table.Name)))
            {
                if (to.OnDelete is "cascade" or "set null" or "set default")
                {
                    at.Report(
                        insert.Table,
                        $"Replacing a row of {insert.Table.Name} {(to.OnDelete == "cascade" ? "deletes" : "empties")} what {table.Key} refers to it with."
                    );
                    return;
                }
            }
        }
    }
}
