using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A cheap change that still keeps everybody out.</summary>
internal sealed class BriefExclusiveLock : LintRule
{
    public override RuleInfo Info { get; } =
        new("brief-exclusive-lock", "A change of a column that writes nothing still keeps reads and writes out")
        {
            Why =
                "DROP EXPRESSION, DROP IDENTITY, SET STORAGE and SET COMPRESSION change the catalogue alone, but under ACCESS "
                + "EXCLUSIVE: they wait behind every query, and all behind them wait.",
            Instead = "Set a `lock_timeout`, and try again when it runs out.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "N-15",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (
                action.Change is "drop expression" or "drop identity" or "set storage" or "set compression"
                && !at.HasLockTimeout()
            )
            {
                at.Report(
                    action,
                    $"{action.Change.ToUpperInvariant()} of {alter.Name}.{action.Column} keeps reads and writes out until the commit.",
                    alter.Name,
                    $"set lock_timeout = '2s';\n{at.TextOf(alter)};"
                );
            }
        }
    }
}
