using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that gets another name.</summary>
internal sealed class TableRenamed : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-renamed", "A table is renamed under running programs")
        {
            Why = "Programs that know the old name fail from that moment until they are replaced.",
            Instead =
                "Rename it and, in the same transaction, create a view with the old name; a view over one table takes inserts and "
                + "updates too (on SQLite with `INSTEAD OF` triggers only). Drop the view when nothing asks for it any more.",
            Engines = LintEngines.All,
            Reference = "U-110",
            Exposure = Exposure.TablesInUse,
            Aliases =
            [
                "squawk:renaming-table",
                "strong_migrations:rename_table",
                "atlas:BC101",
                "bytebase:SCHEMA_BACKWARD_COMPATIBILITY",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Rename>())
        {
            if (action.OldName is null)
            {
                at.Report(
                    action,
                    $"{alter.Name} becomes {action.NewName}: programs that say {alter.Name} fail.",
                    alter.Name,
                    View(at, alter.Name, action.NewName)
                );
            }
        }

        foreach (var (alter, action) in at.Actions<SqlAction.Other>())
        {
            if (action.Words == "set schema")
            {
                at.Report(
                    action,
                    $"{alter.Name} moves to schema {action.Value}: programs that say {alter.Name} fail.",
                    alter.Name
                );
            }
        }

        if (at.Statement is RenameTablesStatement rename)
        {
            for (var i = 0; i + 1 < rename.Names.Count; i += 2)
            {
                // In a swap another table takes the old name, and the one that takes it was used by nobody.
                if (
                    !rename
                        .Names.Where(
                            (n, j) =>
                                (j % 2 == 1 && Same(at, n, rename.Names[i])) || (j % 2 == 0 && Same(at, n, rename.Names[i + 1]))
                        )
                        .Any()
                )
                {
                    at.Report(
                        rename.Names[i],
                        $"{rename.Names[i]} becomes {rename.Names[i + 1]}: programs that say {rename.Names[i]} fail.",
                        rename.Names[i],
                        View(at, rename.Names[i], rename.Names[i + 1])
                    );
                }
            }
        }
    }

    private static bool Same(StatementContext at, SqlObjectName a, SqlObjectName b) =>
        at.Scope.Names.Equals(at.Scope.Key(a), at.Scope.Key(b));

    private static string View(StatementContext at, SqlObjectName old, SqlObjectName now) =>
        at.Target.Dialect == SqlDialect.MariaDb
            ? $"rename table {at.TextOf(old)} to {at.TextOf(now)};\ncreate view {at.TextOf(old)} as select * from {at.TextOf(now)};"
            : $"begin;\nalter table {at.TextOf(old)} rename to {at.TextOf(now)};\ncreate view {at.TextOf(old)} as select * from {at.TextOf(now)};\ncommit;";
}
