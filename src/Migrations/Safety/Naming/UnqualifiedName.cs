using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A name without its schema.</summary>
internal sealed class UnqualifiedName : LintRule
{
    public override RuleInfo Info { get; } =
        new("unqualified-name", "An object is named without its schema")
        {
            Why = "Where it ends up depends on the `search_path` of whoever runs the migration.",
            Instead = "Write the schema before the name.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-162",
            IsOptIn = true,
            Aliases =
            [
                "squawk:require-table-schema",
                "bytebase:NAMING_FULLY_QUALIFIED",
                "bytebase:STATEMENT_CREATE_SPECIFY_SCHEMA",
            ],
        };

    public override void Check(StatementContext at)
    {
        var name = at.Statement switch
        {
            CreateTableStatement { Persistence: not "temporary" } create => create.Name,
            AlterStatement { Kind: "table" or "view" or "type" or "sequence" } alter => alter.Name,
            CreateViewStatement { IsTemporary: false } view => view.Name,
            CreateIndexStatement index => index.Table,
            CreateRoutineStatement routine => routine.Name,
            CreateTypeStatement type => type.Name,
            _ => null,
        };
        if (name is { Parts.Count: 1 } && at.Scope.Table(name) is not { IsTemporary: true })
        {
            at.Report(name, $"{name} is named without its schema.");
        }
    }
}
