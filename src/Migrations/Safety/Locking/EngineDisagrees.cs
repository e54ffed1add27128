namespace Dbwright.Migrations;

/// <summary>A statement of which the server did something else than a rule believes; found while measures are held against rules.</summary>
internal sealed class EngineDisagrees : LintRule
{
    public override RuleInfo Info { get; } =
        new("engine-disagrees", "The server did something else for a statement than a rule here believes")
        {
            Why =
                "With `--measure` the statement was run on a server. What the server did counts: findings that it does not bear out "
                + "are left out, and the locks of the others are those that it took. That a rule believed something else is a fault of "
                + "dbwright, not of the migration.",
            Instead = "Please report it with the statement and the tables that it is about. The file may stay as it is.",
            Engines = LintEngines.PostgreSql | LintEngines.MariaDb,
            Reference = "",
        };
}
