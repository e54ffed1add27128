using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The type of a column and whether it may be null are changed in one statement.</summary>
internal sealed class TypeChangedWithNotNull : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("type-changed-with-not-null", "The type of a column and whether it may be null are changed in one statement")
        {
            Why =
                "The table is rewritten and read once more in one go, under one lock; when the second part fails because of a "
                + "null, the first was for nothing.",
            Instead = "Change the type in one step, and make the column NOT NULL in another, by way of a validated check.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-36",
            Exposure = Exposure.TablesInUse,
            Aliases = ["strong_migrations:change_column_with_not_null"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.AlterColumn { Change: "type" } change
            && alter.Actions.Any(a =>
                a is SqlAction.AlterColumn { Change: "set not null" } set && set.Column.Value == change.Column.Value
            )
        )
        {
            at.Report(action, $"The type of {alter.Name}.{change.Column} is changed together with NOT NULL.", alter.Name);
        }
    }
}
