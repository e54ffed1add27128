using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement that a server refuses; found while measuring.</summary>
internal sealed class RefusedByServer : LintRule
{
    public override RuleInfo Info { get; } =
        new("refused-by-server", "A server refuses a statement")
        {
            Why =
                "With `--measure` the files run on a server of the named engine, one after the other. A statement that fails there, on "
                + "the schema that the files before it make, fails in production too, and stops the run halfway.",
            Instead =
                "Mend the statement. When it needs what no file creates, name the schema that the files start from by `--schema`.",
            Engines = LintEngines.PostgreSql | LintEngines.MariaDb,
            Reference = "U-177",
            Severity = Severity.Error,
            Aliases = ["bytebase:STATEMENT_DML_DRY_RUN"],
        };
}
