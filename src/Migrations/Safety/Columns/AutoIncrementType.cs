using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The type of a numbered column.</summary>
internal sealed class AutoIncrementType : LintRule
{
    public override RuleInfo Info { get; } =
        new("auto-increment-type", "A column with AUTO_INCREMENT is no unsigned bigint")
        {
            Why =
                "A decimal or floating type leaves numbers out and slows the counter down; of a signed type half the numbers are never "
                + "used.",
            Instead = "Use `bigint unsigned`.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-70",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:COLUMN_AUTO_INCREMENT_MUST_INTEGER",
                "bytebase:COLUMN_AUTO_INCREMENT_MUST_UNSIGNED",
                "skeema:auto-inc",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Type is { } type
                && column.Find(SqlConstraintKind.Identity) is not null
                && (TypeNames.IntegerBytes(type) is null || !type.Attributes.Contains("unsigned", StringComparer.Ordinal))
            )
            {
                at.Report(type, $"{table}.{column.Name} is {TypeNames.Show(type)}, no unsigned integer.");
            }
        }
    }
}
