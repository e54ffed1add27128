using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A comparison that is never true.</summary>
internal sealed class ComparisonWithNull : LintRule
{
    public override RuleInfo Info { get; } =
        new("comparison-with-null", "A condition compares with NULL by an operator")
        {
            Why = "`x = null` and `x <> null` are neither true nor false: the condition holds for no row.",
            Instead = "Write `is null` or `is not null`.",
            Engines = LintEngines.All,
            Reference = "U-176",
            Severity = Severity.Error,
            Aliases = ["bytebase:STATEMENT_WHERE_NO_EQUAL_NULL"],
        };

    public override bool ReadsRoutines => true;

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (node is SqlAssignment or SqlExpression.Argument)
            {
                continue;
            }

            if (
                node
                    is SqlExpression.Binary
                    {
                        Operator: "=" or "<>" or "!=" or "<" or ">" or "<=" or ">=",
                        Right: SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Null }
                    } comparison
                && comparison.Left is not SqlExpression.Literal
            )
            {
                var word = comparison.Operator switch
                {
                    "=" => "is null",
                    "<>" or "!=" => "is not null",
                    _ => null,
                };
                at.Report(
                    comparison,
                    $"{at.TextOf(comparison)} holds for no row.",
                    fix: word is null
                        ? null
                        : new(
                            $"Write {word}",
                            [new TextEdit(TextSpan.Between(comparison.Left.Span.End, comparison.Span.End), $" {word}")]
                        )
                );
            }
        }
    }
}
