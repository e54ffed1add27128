using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A condition of very many parts.</summary>
internal sealed class ManyConditions : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-conditions", "A condition has more alternatives than the limit")
        {
            Why =
                "A long list is planned and compared part by part, and takes the planner seconds. The limit is `conditions` in the "
                + "configuration.",
            Instead = "Put the values into a temporary table and join, or pass an array.",
            Engines = LintEngines.All,
            Reference = "U-176",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_WHERE_MAXIMUM_LOGICAL_OPERATOR_COUNT"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (node is SqlExpression.InList list && list.Items.Count > at.Options.Limits.Conditions)
            {
                at.Report(
                    list.Operand,
                    FormattableString.Invariant(
                        $"The list has {list.Items.Count} values; the limit is {at.Options.Limits.Conditions}."
                    )
                );
            }
        }
    }
}
