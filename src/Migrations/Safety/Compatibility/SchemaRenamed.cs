using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A schema that gets another name.</summary>
internal sealed class SchemaRenamed : LintRule
{
    public override RuleInfo Info { get; } =
        new("schema-renamed", "A schema is renamed under running programs")
        {
            Why =
                "Every name with the old schema in it fails at once: in programs, in function bodies, in search_path settings of roles.",
            Instead = "Create the new schema, move the tables one by one, and leave views with the old names behind.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-112",
            Aliases = ["strong_migrations:rename_schema"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is AlterStatement { Kind: "schema" } alter
            && alter.Actions.FirstOrDefault(a => a is SqlAction.Rename) is { } action
        )
        {
            at.Report(action, $"Schema {alter.Name} gets another name: everything that says {alter.Name} fails.");
        }
    }
}
