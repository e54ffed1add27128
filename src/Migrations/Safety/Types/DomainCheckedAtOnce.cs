using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A constraint of a domain that reads its tables.</summary>
internal sealed class DomainCheckedAtOnce : LintRule
{
    public override RuleInfo Info { get; } =
        new(
            "domain-checked-at-once",
            "A constraint of a domain is added or validated, for which every table that uses it is locked and read"
        )
        {
            Why =
                "PostgreSQL takes SHARE on each table with a column of the domain and reads all its rows: writes to all of these tables "
                + "wait. VALIDATE CONSTRAINT and SET NOT NULL of a domain do the same; unlike that of a table, VALIDATE is no gentle step "
                + "here.",
            Instead =
                "Add the constraint with NOT VALID, which locks no table and binds new values. Validate it at a quiet time; `select "
                + "attrelid::regclass from pg_attribute where atttypid = 'the_domain'::regtype` lists the tables.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-99,N-08",
            Aliases = ["squawk:ban-alter-domain-with-add-constraint"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not AlterStatement { Kind: "domain" } alter
            || at.Scope.Type(at.Scope.Key(alter.Name)) is { IsNew: true }
        )
        {
            return;
        }

        foreach (var action in alter.Actions)
        {
            switch (action)
            {
                case SqlAction.AddConstraint { Constraint: { IsNotValid: false, Kind: SqlConstraintKind.Check } constraint }:
                    at.Report(
                        action,
                        $"Adding {ConstraintText.Of(constraint)} to domain {alter.Name} reads every table that uses it while writes to them wait.",
                        fix: new("Add it without reading the tables", [TextEdit.Insert(action.Span.End, " not valid")])
                    );
                    break;
                case SqlAction.ValidateConstraint validate:
                    at.Report(
                        action,
                        $"Validating {validate.Name} of domain {alter.Name} reads every table that uses it while writes to them wait.",
                        rewrite: "-- at a quiet time, by itself, with a lock_timeout"
                    );
                    break;
                case SqlAction.Other { Words: "set not null" }:
                    at.Report(
                        action,
                        $"SET NOT NULL of domain {alter.Name} reads every table that uses it while writes to them wait.",
                        rewrite: $"alter domain {at.TextOf(alter.Name)} add constraint {alter.Name.Name}_not_null check (value is not null) not valid;"
                    );
                    break;
            }
        }
    }
}
