using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

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
        if (at.Statement is not AlterStatement { Kind: "table" or "foreign table" } alter)
        {
            return;
        }

        foreach (var action in alter.Actions.AsSpan())
        {
            // MariaDB and MySQL leave the old name in the view.
            var column = action switch
            {
                SqlAction.Drop { Kind: "column", Name: { } dropped } => dropped,
                SqlAction.Rename { Kind: "column", OldName: { } renamed } when IsLeftBehind(at) => renamed,
                SqlAction.ModifyColumn { OldName: var old } change
                    when IsLeftBehind(at) && !at.Scope.Names.Equals(old.Value, change.Column.Name.Value) => old,
                _ => (SqlName?)null,
            };
            if (column is not { } name)
            {
                continue;
            }

            // SQLite reads the star of a view anew at each use.
            foreach (var reader in at.Scope.Readers(at.Scope.Key(alter.Name), name.Value))
            {
                if (
                    at.Target.Dialect != SqlDialect.Sqlite
                    || reader.Columns.Any(c => at.Scope.Names.Equals(c.Column, name.Value))
                )
                {
                    at.Report(action, $"{reader.Kind} {reader.Key} still reads {alter.Name}.{name}.");
                }
            }
        }
    }

    private static bool IsLeftBehind(StatementContext at) => at.Target.Dialect == SqlDialect.MariaDb;
}
