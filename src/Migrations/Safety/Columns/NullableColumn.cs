using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that may be null.</summary>
internal sealed class NullableColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("nullable-column", "A column may be null")
        {
            Why =
                "Conditions over NULL are neither true nor false, `not in` over one finds nothing, and programs forget the case.",
            Instead = "Say NOT NULL where a value is always known.",
            Engines = LintEngines.All,
            Reference = "U-69",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_NO_NULL", "skeema:nullable"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Find(SqlConstraintKind.NotNull) is null
                && column.Find(SqlConstraintKind.PrimaryKey) is null
                && column.Find(SqlConstraintKind.Identity) is null
                && column.Find(SqlConstraintKind.Generated) is null
                && !TypeNames.IsSerial(column.Type)
                && !(at.Statement is CreateTableStatement create && InPrimaryKey(create, column))
            )
            {
                at.Report(column, $"{table}.{column.Name} may be null.");
            }
        }
    }

    private static bool InPrimaryKey(CreateTableStatement create, SqlColumn column) =>
        create.Constraints.Any(c =>
            c.Kind == SqlConstraintKind.PrimaryKey && c.Columns.Any(p => p.Column is { } name && column.Name.Is(name))
        );
}
