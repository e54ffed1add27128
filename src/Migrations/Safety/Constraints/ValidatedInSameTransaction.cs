using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A constraint is added and validated in one transaction.</summary>
internal sealed class ValidatedInSameTransaction : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("validated-in-same-transaction", "A constraint is added and validated in one transaction")
        {
            Why =
                "The lock that adding the constraint took is held until the transaction ends, so the scan of `VALIDATE` runs "
                + "under it and the point of `NOT VALID` is lost.",
            Instead = "Validate in a transaction of its own: another file, or behind a `COMMIT`.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-22",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:constraint-missing-not-valid",
                "strong_migrations:validate_foreign_key",
                "strong_migrations:validate_check_constraint",
                "eugene:E4",
                "eugene:E10",
            ],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.ValidateConstraint validate)
        {
            return;
        }

        var isBeside = alter.Actions.Any(a =>
            a is SqlAction.AddConstraint { Constraint.Name: { } name } && name.Value == validate.Name.Value
        );
        var constraint = at.Scope.Table(alter.Name)?.Constraint(validate.Name.Value);
        if (
            isBeside
            || (constraint is { IsNew: true } && at.Transaction.IsOpen && constraint.Transaction == at.Transaction.Number)
        )
        {
            at.Report(
                action,
                $"Constraint {validate.Name} is validated in the transaction that added it, under the lock that adding it took.",
                alter.Name
            );
        }
    }
}
