using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Autovacuum is turned off for a table.</summary>
internal sealed class AutovacuumOff : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("autovacuum-off", "Autovacuum is turned off for a table")
        {
            Why =
                "Dead rows pile up, statistics grow old, and in the end the server forces a vacuum against the wraparound of "
                + "transaction numbers at the worst of times.",
            Instead = "Tune it for the table instead: `autovacuum_vacuum_scale_factor`, `autovacuum_vacuum_cost_delay`.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-143",
            Aliases = ["atlas:PG320"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && (
                words == "set"
                && value.Replace(" ", "", StringComparison.Ordinal) is var options
                && (
                    options.Contains("autovacuum_enabled=false", StringComparison.OrdinalIgnoreCase)
                    || options.Contains("autovacuum_enabled=off", StringComparison.OrdinalIgnoreCase)
                )
            )
        )
        {
            at.Report(action, $"Autovacuum no longer cleans {alter.Name}.", alter.Name);
        }
    }
}
