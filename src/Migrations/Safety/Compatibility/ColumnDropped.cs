using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that is dropped.</summary>
internal sealed class ColumnDropped : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-dropped", "A column is dropped with its values")
        {
            Why =
                "The values are gone, and a rollback of the release does not bring them back. Programs that still name it fail, and "
                + "object mappers name every column they know.",
            Instead =
                "Make programs ignore it first; then drop it in a release of its own, with its values kept where they may be needed.",
            Engines = LintEngines.All,
            Reference = "U-115",
            Exposure = Exposure.TablesInUse,
            Aliases =
            [
                "squawk:ban-drop-column",
                "strong_migrations:remove_column",
                "atlas:DS103",
                "bytebase:COLUMN_DISALLOW_DROP",
                "pg-schema-diff:DELETES_DATA",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Drop>())
        {
            if (
                action is { Kind: "column", Name: { } name }
                && at.Scope.Table(alter.Name)?.Column(name.Value) is not { IsNew: true }
            )
            {
                at.Report(action, $"{alter.Name}.{name} is dropped with its values.", alter.Name);
            }
        }
    }
}
