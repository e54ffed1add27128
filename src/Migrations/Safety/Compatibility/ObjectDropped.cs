using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A drop of something that others may use.</summary>
internal sealed class ObjectDropped : LintRule
{
    public override RuleInfo Info { get; } =
        new("object-dropped", "A type, routine, extension, view, sequence or role is dropped")
        {
            Why =
                "What depends on it fails: on PostgreSQL the bodies of functions are not tracked, on MariaDB and MySQL nothing is.",
            Instead = "List what uses it first. On PostgreSQL leave CASCADE out, so that known dependents stop the statement.",
            Engines = LintEngines.All,
            Reference = "U-118",
            Severity = Severity.Note,
            Aliases = ["ptah:DS107"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is DropStatement
            {
                Kind: "type"
                    or "domain"
                    or "function"
                    or "procedure"
                    or "routine"
                    or "aggregate"
                    or "extension"
                    or "view"
                    or "materialized view"
                    or "sequence"
                    or "role"
                    or "user"
                    or "event"
            } drop
        )
        {
            foreach (var name in drop.Names)
            {
                var key = at.Scope.Key(name);
                if (
                    at.Scope.Dependent(key) is { IsNew: true }
                    || at.Scope.Type(key) is { IsNew: true }
                    || at.Earlier.Any(s => s.Statement is CreateObjectStatement create && at.Scope.Key(create.Name) == key)
                )
                {
                    continue;
                }

                at.Report(name, $"{char.ToUpperInvariant(drop.Kind[0])}{drop.Kind[1..]} {name} is dropped: what uses it fails.");
            }
        }
    }
}
