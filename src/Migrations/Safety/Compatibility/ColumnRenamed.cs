using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that gets another name.</summary>
internal sealed class ColumnRenamed : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-renamed", "A column is renamed under running programs")
        {
            Why =
                "Programs that know the old name fail from that moment until they are replaced, and those that know the new one fail "
                + "before.",
            Instead =
                "Add a column of the new name, keep both in step by a trigger, move the readers, then the writers, then drop the old "
                + "one. Or rename, and put a view with the old names in the table's place.",
            Engines = LintEngines.All,
            Reference = "U-111",
            Exposure = Exposure.TablesInUse,
            Aliases =
            [
                "squawk:renaming-column",
                "strong_migrations:rename_column",
                "atlas:BC102",
                "bytebase:SCHEMA_BACKWARD_COMPATIBILITY",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Rename>())
        {
            if (
                action is { Kind: "column", OldName: { } old }
                && at.Scope.Table(alter.Name)?.Column(old.Value) is not { IsNew: true }
            )
            {
                at.Report(action, $"{alter.Name}.{old} becomes {action.NewName}: programs that say {old} fail.", alter.Name);
            }
        }

        foreach (var (alter, action) in at.Actions<SqlAction.ModifyColumn>())
        {
            if (action.IsChange && !action.OldName.Is(action.Column.Name.Value))
            {
                at.Report(
                    action,
                    $"{alter.Name}.{action.OldName} becomes {action.Column.Name}: programs that say {action.OldName} fail.",
                    alter.Name
                );
            }
        }
    }
}
