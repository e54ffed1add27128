using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A new value that is used before it is committed.</summary>
internal sealed class EnumValueUsedTooEarly : LintRule
{
    public override RuleInfo Info { get; } =
        new("enum-value-used-too-early", "A value added to an enumeration is used in the same transaction")
        {
            Why =
                "PostgreSQL takes the new value only after the commit: until then every use ends in \"unsafe use of new value\". Before "
                + "PostgreSQL 12 the value cannot be added in a transaction at all.",
            Instead = "Add the value in a file of its own.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-91",
            Severity = Severity.Error,
            Aliases = ["ptah:PG102"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is AlterStatement { Kind: "type" } alter)
        {
            if (
                at.Target.IsBefore(12)
                && at.Transaction.IsOpen
                && alter.Actions.FirstOrDefault(a => a is SqlAction.AddValue) is { } early
            )
            {
                at.Report(early, $"Before PostgreSQL 12, a value cannot be added to {alter.Name} in a transaction.");
            }

            return;
        }

        if (!at.Transaction.IsOpen)
        {
            return;
        }

        foreach (var seen in at.Earlier)
        {
            if (
                seen.Transaction.Number != at.Transaction.Number
                || seen.Statement is not AlterStatement { Kind: "type" } added
                || at.Scope.Type(at.Scope.Key(added.Name)) is { IsNew: true }
            )
            {
                continue;
            }

            foreach (var value in added.Actions.OfType<SqlAction.AddValue>())
            {
                if (
                    at
                        .Statement.DescendantsAndSelf()
                        .FirstOrDefault(n =>
                            n is SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Text } literal
                            && literal.Value == value.Value
                        ) is
                    { } use
                )
                {
                    at.Report(
                        use,
                        $"'{value.Value}' has been added to {added.Name} in this transaction and cannot be used before the commit."
                    );
                }
            }
        }
    }
}
