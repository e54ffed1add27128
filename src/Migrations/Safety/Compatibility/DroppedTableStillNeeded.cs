using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is dropped that others refer to or views read.</summary>
internal sealed class DroppedTableStillNeeded : LintRule
{
    public override RuleInfo Info { get; } =
        new("dropped-table-still-needed", "A table is dropped that a foreign key or a view of these migrations still needs")
        {
            Why =
                "The statement fails: PostgreSQL drops no table that a foreign key of another refers to or a view reads, MariaDB and MySQL none "
                + "that a foreign key refers to.",
            Instead =
                "Drop the foreign key or the view first. `CASCADE` on PostgreSQL drops them too, without a word in the migration of what is lost.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not DropStatement { Kind: "table" or "view" or "materialized view" } drop
            || (drop.IsCascade && at.Target.Dialect == SqlDialect.PostgreSql)
            || at.Switch("foreign_key_checks") == false
            || at.Place != StatementPlace.File
            || at.Scope.IsElsewhere
        )
        {
            return;
        }

        var going = drop.Names.Select(at.Scope.Key).ToHashSet(at.Scope.Names);
        foreach (var name in drop.Names.AsSpan())
        {
            Look(at, name, going);
        }
    }

    private static void Look(StatementContext at, SqlObjectName name, HashSet<string> going)
    {
        var key = at.Scope.Key(name);
        foreach (var (table, _) in at.Scope.Referring(key))
        {
            if (!going.Contains(table.Key))
            {
                at.Report(name, $"{name} cannot be dropped while a foreign key of {table.Key} refers to it.");
            }
        }

        if (at.Target.Dialect != SqlDialect.PostgreSql)
        {
            return;
        }

        foreach (var view in at.Scope.Dependents)
        {
            if (view.Kind != "trigger" && view.Tables.Contains(key, at.Scope.Names) && !going.Contains(view.Key))
            {
                at.Report(name, $"{name} cannot be dropped while {view.Kind} {view.Key} reads it.");
            }
        }
    }
}
