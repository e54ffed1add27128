using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Code in the database, where policy forbids it.</summary>
internal sealed class RoutineCreated : LintRule
{
    public override RuleInfo Info { get; } =
        new("routine-created", "A routine, view, trigger or event is created, which policy may forbid")
        {
            Why = "Some teams keep all code in programs, where it is versioned, tested and scaled with them.",
            Instead = "Put it into the program, or allow the rule to be off for the file.",
            Engines = LintEngines.All,
            Reference = "U-158",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:SYSTEM_PROCEDURE_DISALLOW_CREATE",
                "bytebase:SYSTEM_FUNCTION_DISALLOW_CREATE",
                "bytebase:SYSTEM_VIEW_DISALLOW_CREATE",
                "bytebase:TABLE_DISALLOW_TRIGGER",
                "bytebase:SYSTEM_EVENT_DISALLOW_CREATE",
                "skeema:has-routine",
            ],
        };

    public override void Check(StatementContext at)
    {
        var (kind, name) = at.Statement switch
        {
            CreateRoutineStatement routine => (routine.Kind, routine.Name),
            CreateViewStatement view => (view.IsMaterialized ? "materialized view" : "view", view.Name),
            CreateTriggerStatement trigger => ("trigger", trigger.Name),
            CreateObjectStatement { Kind: "event" or "rule" } other => (other.Kind, other.Name),
            _ => ("", null),
        };
        if (name is not null)
        {
            at.Report(name, $"{char.ToUpperInvariant(kind[0])}{kind[1..]} {name} is created.");
        }
    }
}
