using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A history that is deleted.</summary>
internal sealed class SystemVersioningDropped : LintRule
{
    public override RuleInfo Info { get; } =
        new("system-versioning-dropped", "DROP SYSTEM VERSIONING deletes the whole history of a table")
        {
            Why = "All rows that were changed or deleted before are gone.",
            Instead = "Copy them first.",
            Engines = LintEngines.MariaDb,
            Reference = "U-123",
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:MY146"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Other>())
        {
            if (action.Words == "drop system")
            {
                var table = at.TextOf(alter.Name);
                at.Report(
                    action,
                    $"The history of {alter.Name} is deleted.",
                    alter.Name,
                    $"create table {alter.Name.Name}_history as select *, row_start, row_end from {table} for system_time all where row_end < now(6);"
                );
            }
        }
    }
}
