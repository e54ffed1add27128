using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Creating a trigger makes writes to the table wait.</summary>
internal sealed class TriggerStopsWrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("trigger-stops-writes", "Creating a trigger makes writes to the table wait")
        {
            Why =
                "`CREATE TRIGGER` takes SHARE ROW EXCLUSIVE: it waits for running writes, and new ones wait behind it. It is "
                + "quick once it has the lock.",
            Instead = "Set a short `lock_timeout` and try again when it fails.",
            Work = ServerWork.StopsWrites,
            Engines = LintEngines.PostgreSql,
            Reference = "U-141",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:PG308"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTriggerStatement trigger && at.Setting("lock_timeout") is null or "0")
        {
            at.Report(
                trigger,
                $"Creating trigger {trigger.Name} waits for the writes to {trigger.Table}, and new ones wait behind it.",
                trigger.Table
            );
        }
    }
}
