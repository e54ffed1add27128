using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A trigger whose end keeps everybody out.</summary>
internal sealed class TriggerDropLocks : LintRule
{
    public override RuleInfo Info { get; } =
        new("trigger-drop-locks-table", "DROP TRIGGER keeps reads and writes out, although CREATE TRIGGER does not")
        {
            Why =
                "CREATE TRIGGER and DISABLE TRIGGER take SHARE ROW EXCLUSIVE, which lets reads go on; DROP TRIGGER takes ACCESS "
                + "EXCLUSIVE. It is short, but it waits behind every query, and all behind it wait.",
            Instead = "Disable the trigger now, and drop it with a `lock_timeout`.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "N-09",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is DropStatement { Kind: "trigger", Table: { } table, Names.Count: > 0 } drop && !at.HasLockTimeout())
        {
            at.Report(
                drop,
                $"Dropping the trigger keeps reads and writes out of {table}; disabling it lets reads go on.",
                table,
                $"alter table {at.TextOf(table)} disable trigger {drop.Names[0].Name};\nset lock_timeout = '2s';\n{at.TextOf(drop)};"
            );
        }
    }
}
