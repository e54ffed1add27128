using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key whose end locks two tables.</summary>
internal sealed class ForeignKeyDropLocksBoth : LintRule
{
    public override RuleInfo Info { get; } =
        new(
            "foreign-key-drop-locks-both-tables",
            "Dropping a foreign key, or a table that has one, locks the referenced table too"
        )
        {
            Why =
                "PostgreSQL drops the triggers on the other side: ACCESS EXCLUSIVE on both tables. A query on the referenced table that "
                + "runs for minutes holds the statement up, and everything behind it waits, reads too.",
            Instead = "Set a `lock_timeout`, and drop one foreign key in a transaction.",
            Engines = LintEngines.PostgreSql,
            Reference = "N-01",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.HasLockTimeout())
        {
            return;
        }

        foreach (var (alter, action) in at.Actions<SqlAction.Drop>())
        {
            if (
                action is { Kind: "constraint", Name: { } name }
                && at.Scope.Table(alter.Name)?.Constraint(name.Value)
                    is { Kind: SqlConstraintKind.ForeignKey, References: { } to }
                && to != at.Scope.Key(alter.Name)
                && at.Scope.Table(to) is not { IsNew: true }
            )
            {
                at.Report(
                    action,
                    $"Dropping {name} keeps reads and writes out of {to} too.",
                    alter.Name,
                    $"set lock_timeout = '2s';\n{at.TextOf(alter)};"
                );
            }
        }

        if (at.Statement is DropStatement { Kind: "table" } drop)
        {
            foreach (var table in drop.Names)
            {
                foreach (var constraint in at.Scope.Table(table)?.Constraints ?? [])
                {
                    if (
                        constraint is { Kind: SqlConstraintKind.ForeignKey, References: { } to }
                        && to != at.Scope.Key(table)
                        && at.Scope.Table(to) is not { IsNew: true }
                    )
                    {
                        at.Report(
                            table,
                            $"Dropping {table} keeps reads and writes out of {to} too, which it refers to.",
                            table,
                            $"set lock_timeout = '2s';\n{at.TextOf(drop)};"
                        );
                    }
                }
            }
        }
    }
}
