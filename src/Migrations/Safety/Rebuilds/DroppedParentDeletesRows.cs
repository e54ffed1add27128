using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is dropped that other tables refer to.</summary>
internal sealed class DroppedParentDeletesRows : LintRule
{
    public override RuleInfo Info { get; } =
        new("dropped-parent-deletes-rows", "A table is dropped whose rows others refer to, and foreign keys are not turned off")
        {
            Why =
                "Where foreign keys are on, SQLite deletes the rows of a table before it drops it. With `ON DELETE CASCADE` every row that "
                + "refers to them goes too, without a word, although the table is made anew; `SET NULL` empties the references, and "
                + "without either the statement fails.",
            Instead =
                "`PRAGMA foreign_keys = OFF` before the transaction (within one it does nothing), then make the table anew, look with "
                + "`PRAGMA foreign_key_check` before the commit, and turn foreign keys on again.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not DropStatement { Kind: "table" } drop || at.Switch("foreign_keys") == false)
        {
            return;
        }

        foreach (var name in drop.Names.AsSpan())
        {
            var key = at.Scope.Key(name);
            // What deletes most comes first; rows of its own are no others.
            var worst = at
                .Scope.Referring(key)
                .Where(r => !at.Scope.Names.Equals(r.Table.Key, key))
                .OrderBy(r => Harm(r.To))
                .Select(r => ((ScopeTable Table, SqlReference To)?)r)
                .FirstOrDefault();
            if (worst is var (table, to))
            {
                at.Report(
                    name,
                    Harm(to) switch
                    {
                        0 => $"Dropping {name} deletes the rows of {table.Key} that refer to it.",
                        1 => $"Dropping {name} empties what rows of {table.Key} refer to it with.",
                        _ => $"Dropping {name} fails as soon as rows of {table.Key} refer to it.",
                    },
                    name,
                    $"pragma foreign_keys = off; -- before any transaction\nbegin;\n-- {at.TextOf(drop)}\npragma foreign_key_check;\ncommit;\npragma foreign_keys = on;"
                );
            }
        }
    }

    private static int Harm(SqlReference to) =>
        to.OnDelete switch
        {
            "cascade" => 0,
            "set null" or "set default" => 1,
            _ => 2,
        };
}
