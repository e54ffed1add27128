using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A check is enforced again, which tests every row.</summary>
internal sealed class CheckEnforcedAgain : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("check-enforced-again", "A check is enforced again, which tests every row")
        {
            Why =
                "Turning a check from `NOT ENFORCED` to `ENFORCED` copies the table and tests every row, while writes wait; it "
                + "fails on the first row that does not hold.",
            Instead = "Look for rows that do not hold first, and do it at a quiet time.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.MySql,
            Reference = "U-38",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY145"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && words.StartsWith("alter check", StringComparison.Ordinal)
                | words.StartsWith("alter constraint", StringComparison.Ordinal)
            && $"{words} {value}".EndsWith("enforced", StringComparison.OrdinalIgnoreCase)
            && !$"{words} {value}".Contains("not enforced", StringComparison.OrdinalIgnoreCase)
        )
        {
            at.Report(action, $"Enforcing the check tests every row of {alter.Name} while writes wait.", alter.Name);
        }
    }
}
