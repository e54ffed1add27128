namespace Dbwright.Migrations;

/// <summary>The strict mode of MariaDB or MySQL is left.</summary>
internal sealed class StrictModeOff : LintRule
{
    public override RuleInfo Info { get; } =
        new("strict-mode-off", "The strict mode is turned off, so that values that do not fit are changed")
        {
            Why =
                "Without `STRICT_TRANS_TABLES` the server cuts texts that are too long, makes 0 of what is no number and a zero date of what is no date, and only warns. A "
                + "conversion that should have failed has then lost values.",
            Instead = "Leave `STRICT_TRANS_TABLES` in the value, and change the rows that do not fit first.",
            Engines = LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        // Dumps keep the mode beside, and bring it back at their end.
        if (at.TextOf(at.Statement).Contains("@@sql_mode", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var setting in MySqlSetting.Of(at))
        {
            if (
                setting.Name == "sql_mode"
                && !setting.Value.Contains("strict_", StringComparison.Ordinal)
                && !setting.Value.Contains("traditional", StringComparison.Ordinal)
                && setting.Value is not ("default" or ['@', ..])
                && !setting.Value.Contains('(', StringComparison.Ordinal)
            )
            {
                at.Report(at.Statement, "From here on values that do not fit are changed instead of refused.");
            }
        }
    }
}
