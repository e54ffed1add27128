using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A counter that does not begin at 1.</summary>
internal sealed class AutoIncrementStart : LintRule
{
    public override RuleInfo Info { get; } =
        new("auto-increment-start", "AUTO_INCREMENT of a new table does not begin at 1")
        {
            Why = "It is mostly the counter of the database that the statement was copied from.",
            Instead = "Leave the option out.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-70",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_AUTO_INCREMENT_INITIAL_VALUE"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateTableStatement create
            && create.Options.FirstOrDefault(o => o.Name == "auto_increment") is { } option
            && option.Value.Trim() is not ("1" or "0")
        )
        {
            at.Report(option, $"The numbers of {create.Name} begin at {option.Value}.");
        }
    }
}
