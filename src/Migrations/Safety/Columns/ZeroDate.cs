using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A default that is no date.</summary>
internal sealed class ZeroDate : LintRule
{
    public override RuleInfo Info { get; } =
        new("zero-date", "A default is a zero date")
        {
            Why =
                "Where sql_mode is strict with NO_ZERO_DATE, as MySQL's is by default, the statement fails; elsewhere drivers and other "
                + "engines cannot read the value.",
            Instead = "Use NULL, or a real date.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-72",
            Aliases = ["skeema:zero-date"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Find(SqlConstraintKind.Default)?.Expression
                    is SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Text } literal
                && literal.Value.Length >= 10
                && literal.Value[..4].All(char.IsAsciiDigit)
                && literal.Value[4] == '-'
                && (literal.Value.AsSpan(5, 2) is "00" || literal.Value.AsSpan(8, 2) is "00")
            )
            {
                at.Report(literal, $"The default of {table}.{column.Name}, '{literal.Value}', is no date.");
            }
        }
    }
}
