using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Changing whether a column may be null rebuilds the table.</summary>
internal sealed class NullabilityChangeRebuildsTable : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("nullability-change-rebuilds-table", "Changing whether a column may be null rebuilds the table")
        {
            Why =
                "InnoDB keeps a bit for each nullable column in every row, so the whole table is written anew. Writes go on "
                + "meanwhile, but a second copy and time in proportion to the rows are needed; making a column NOT NULL fails when "
                + "there are nulls.",
            Instead = "On a large table use a tool for online schema changes.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-43",
            Exposure = Exposure.LargeTables,
            Aliases = ["strong_migrations:change_column_null_mysql", "atlas:MY147", "ptah:DD103"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is not SqlAction.ModifyColumn modify
            || at.Scope.Table(alter.Name)?.Column(modify.OldName.Value) is not { IsNullable: { } was }
        )
        {
            return;
        }

        var may =
            modify.Column.Find(SqlConstraintKind.NotNull) is null && modify.Column.Find(SqlConstraintKind.PrimaryKey) is null;
        if (may != was)
        {
            at.Report(
                action,
                $"Making {alter.Name}.{modify.OldName} {(may ? "nullable" : "NOT NULL")} writes the table anew.",
                alter.Name
            );
        }
    }
}
