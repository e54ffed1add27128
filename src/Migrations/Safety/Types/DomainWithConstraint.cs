using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A domain that checks its values.</summary>
internal sealed class DomainWithConstraint : LintRule
{
    public override RuleInfo Info { get; } =
        new("domain-with-constraint", "A domain is created with a constraint")
        {
            Why = "To change it later locks and reads every table that uses the domain.",
            Instead = "Use the plain type and a CHECK on the table.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-98",
            IsOptIn = true,
            Aliases = ["squawk:ban-create-domain-with-constraint"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateTypeStatement { Kind: "domain" } domain
            && domain.Constraints.FirstOrDefault(c => c.Kind is SqlConstraintKind.Check or SqlConstraintKind.NotNull)
                is { } constraint
        )
        {
            at.Report(constraint, $"Domain {domain.Name} has a constraint that is hard to change once tables use it.");
        }
    }
}
