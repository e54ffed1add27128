using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column may be null from now on.</summary>
internal sealed class NotNullDropped : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("not-null-dropped", "A column may be null from now on")
        {
            Why =
                "Programs that were written when the column was never null do not expect one. The first null reaches all of "
                + "them, also those that were not changed.",
            Instead = "Do it only when every reader can handle nulls; often a default does as well.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-33",
            Exposure = Exposure.TablesInUse,
            Aliases = ["squawk:ban-drop-not-null", "ptah:DS104"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AlterColumn { Change: "drop not null" } drop)
        {
            at.Report(action, $"{alter.Name}.{drop.Column} may be null from now on.", alter.Name);
        }
        else if (
            action is SqlAction.ModifyColumn modify
            && at.Scope.Table(alter.Name)?.Column(modify.OldName.Value) is { IsNullable: false }
            && modify.Column.Find(SqlConstraintKind.NotNull) is null
            && modify.Column.Find(SqlConstraintKind.PrimaryKey) is null
            && modify.Column.Find(SqlConstraintKind.Identity) is null
        )
        {
            at.Report(
                action,
                $"{alter.Name}.{modify.OldName} may be null from now on: its new definition leaves out NOT NULL.",
                alter.Name
            );
        }
    }
}
