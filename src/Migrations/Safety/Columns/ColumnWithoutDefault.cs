using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column without a default.</summary>
internal sealed class ColumnWithoutDefault : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-without-default", "A required column has no default")
        {
            Why = "Programs that do not know the column yet cannot insert.",
            Instead = "Give it a default.",
            Engines = LintEngines.All,
            Reference = "U-69",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_REQUIRE_DEFAULT", "bytebase:COLUMN_SET_DEFAULT_FOR_NOT_NULL"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Find(SqlConstraintKind.NotNull) is not null
                && column.Find(SqlConstraintKind.Default) is null
                && column.Find(SqlConstraintKind.PrimaryKey) is null
                && column.Find(SqlConstraintKind.Identity) is null
                && column.Find(SqlConstraintKind.Generated) is null
                && !TypeNames.IsSerial(column.Type)
                && column.Type?.Name is not ("text" or "blob" or "json" or "longtext" or "mediumtext" or "geometry")
            )
            {
                at.Report(column, $"{table}.{column.Name} is required and has no default.");
            }
        }
    }
}
