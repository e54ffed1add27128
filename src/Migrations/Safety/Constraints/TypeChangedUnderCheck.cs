using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The type of a column that a check reads is changed.</summary>
internal sealed class TypeChangedUnderCheck : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("type-changed-under-check", "The type of a column that a check reads is changed")
        {
            Why =
                "The check is made anew for the new type and tested on every row under ACCESS EXCLUSIVE, also where the change "
                + "of the type alone would not read the table.",
            Instead = "Drop the check, change the type, add the check `NOT VALID` and validate it in a transaction of its own.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-35",
            Exposure = Exposure.LargeTables,
            Aliases = ["strong_migrations:change_column_constraint"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AlterColumn { Change: "type" } change && at.Scope.Table(alter.Name) is { } table)
        {
            foreach (
                var check in table.Constraints.Where(c =>
                    c.Kind == SqlConstraintKind.Check && c.Columns.Contains(change.Column.Value, StringComparer.Ordinal)
                )
            )
            {
                at.Report(
                    action,
                    $"Changing the type of {alter.Name}.{change.Column} tests {(check.Name.Length > 0 ? $"check {check.Name}" : "its check")} on every row under a lock that nothing passes.",
                    alter.Name
                );
            }
        }
    }
}
