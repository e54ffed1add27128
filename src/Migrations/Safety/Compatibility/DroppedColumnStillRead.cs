using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that a view or trigger still reads.</summary>
internal sealed class DroppedColumnStillRead : LintRule
{
    public override RuleInfo Info { get; } =
        new("dropped-column-still-read", "A column is dropped or renamed that a view or routine of these migrations still names")
        {
            Why =
                "On PostgreSQL a view stops the statement, and with CASCADE is dropped; the body of a function fails when it is called. "
                + "On MariaDB, MySQL and SQLite views and triggers fail when they are used, which on SQLite stops the statement.",
            Instead = "Replace what names it first, in the same migration.",
            Engines = LintEngines.All,
            Reference = "U-119",
            Aliases = ["ptah:DS110P", "pg-schema-diff:HAS_UNTRACKABLE_DEPENDENCIES"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Drop>())
        {
            if (action is not { Kind: "column", Name: { } column })
            {
                continue;
            }

            var table = at.Scope.Key(alter.Name);
            foreach (var dependent in at.Scope.Dependents)
            {
                if (dependent.Tables.Contains(table, at.Scope.Names) && dependent.Names.Contains(column.Value, at.Scope.Names))
                {
                    at.Report(action, $"{dependent.Kind} {dependent.Key} still reads {alter.Name}.{column}.");
                }
            }
        }
    }
}
