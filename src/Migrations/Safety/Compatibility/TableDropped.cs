using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that is dropped.</summary>
internal sealed class TableDropped : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-dropped", "A table is dropped with its rows")
        {
            Why = "The rows are gone, and a rollback of the release does not bring them back. Programs that still read it fail.",
            Instead =
                "Stop reading and writing it first; see in the statistics that nothing does (`seq_scan`, `idx_scan`, `n_tup_ins` of "
                + "`pg_stat_user_tables`); keep a copy; then drop it in a release of its own.",
            Engines = LintEngines.All,
            Reference = "U-113",
            Exposure = Exposure.TablesInUse,
            Aliases =
            [
                "squawk:ban-drop-table",
                "atlas:DS102",
                "pg-schema-diff:DELETES_DATA",
                "bytebase:TABLE_DROP_NAMING_CONVENTION",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is DropStatement { Kind: "table" or "foreign table" } drop && at.Target.Engine != LintEngines.Sqlite)
        {
            foreach (var table in drop.Names)
            {
                if (!Comes(at, table))
                {
                    at.Report(table, $"{table} is dropped with its rows.", table);
                }
            }
        }
    }

    // On SQLite that is how a table is changed: the next statement gives its name to the one that has the rows.
    public override void CheckFile(FileContext file)
    {
        if (file.Target.Engine != LintEngines.Sqlite)
        {
            return;
        }

        var names = file
            .Statements.Select(s => s.Statement)
            .OfType<AlterStatement>()
            .SelectMany(a => a.Actions.OfType<SqlAction.Rename>())
            .Where(r => r.OldName is null)
            .Select(r => file.Scope.Key(r.NewName))
            .ToHashSet(file.Scope.Names);
        foreach (var seen in file.Statements)
        {
            foreach (var table in seen.Statement is DropStatement { Kind: "table" } drop ? drop.Names : [])
            {
                if (
                    !names.Contains(file.Scope.Key(table))
                    && file.Scope.Gone.GetValueOrDefault(file.Scope.Key(table)) is not { IsNew: true }
                )
                {
                    file.Report(seen, $"{table} is dropped with its rows.", at: table.Span);
                }
            }
        }
    }

    // A table that is dropped and created again is what another rule speaks of, and so is one that others were copied into.
    private static bool Comes(StatementContext at, SqlObjectName table) =>
        at.Earlier.Any(s =>
            s.Statement is AlterStatement { Kind: "table" } alter
            && alter.Actions.Any(a =>
                a is SqlAction.Rename { OldName: null } rename && at.Scope.Names.Equals(rename.NewName.Name, table.Name)
            )
        );
}
