using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The table of the schema is opened for writing.</summary>
internal sealed class SchemaWrittenDirectly : LintRule
{
    public override RuleInfo Info { get; } =
        new("schema-written-directly", "The table of the schema is opened for writing")
        {
            Why =
                "What is written into `sqlite_schema` is not checked: a slip of the pen, or a definition that does not fit the rows that are "
                + "there, makes a database that can no longer be opened or read.",
            Instead =
                "Make the table anew. Where that takes too long, end with `PRAGMA integrity_check` and keep a copy of the file.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (
            SqliteSettings.PragmaName(at.Statement) == "writable_schema"
            && ((SetStatement)at.Statement).Value.ToLowerInvariant() is "on" or "1" or "yes" or "true"
        )
        {
            at.Report(at.Statement, "From here on the definitions of the schema can be overwritten, and nothing checks them.");
        }
    }
}
