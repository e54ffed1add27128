using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A function around an indexed column.</summary>
internal sealed class FunctionOverColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("function-over-column", "A condition computes with a column")
        {
            Why = "An index on the column does not serve `lower(email) = …` or `created_at + 1 > …`: every row is read.",
            Instead = "Compute on the other side, or index the expression.",
            Engines = LintEngines.All,
            Reference = "U-176",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_WHERE_DISALLOW_FUNCTIONS_AND_CALCULATIONS"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var use in ConditionsOf(at.Statement))
        {
            foreach (var node in use.DescendantsAndSelf())
            {
                if (
                    node is SqlExpression.Binary { Operator: "=" or "<" or ">" or "<=" or ">=", Left: SqlExpression.Call call }
                    && call.Details?.IsBare != true
                    && call.Arguments.Any(a => a.Value is SqlExpression.NameReference)
                    && call.DescendantsAndSelf().All(n => n is not SqlQuery)
                )
                {
                    at.Report(call, $"{at.TextOf(call)} is computed for every row; an index on the column does not serve it.");
                }
            }
        }
    }

    private static IEnumerable<SqlExpression> ConditionsOf(SqlStatement statement)
    {
        foreach (var node in statement.DescendantsAndSelf())
        {
            var where = node switch
            {
                SqlQueryBody.Select select => select.Where,
                UpdateStatement update => update.Where,
                DeleteStatement delete => delete.Where,
                _ => null,
            };
            if (where is not null)
            {
                yield return where;
            }
        }
    }
}
