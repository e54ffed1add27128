using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Row-level security that is switched off.</summary>
internal sealed class RowSecurityDisabled : LintRule
{
    public override RuleInfo Info { get; } =
        new("row-security-disabled", "Row-level security is switched off")
        {
            Why =
                "From the commit on every role with a right on the table sees and writes all rows; the policies stay in the catalogue "
                + "and look as if they were in force.",
            Instead = "Add a policy for the role that needs more, or give that role BYPASSRLS.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-153",
            Exposure = Exposure.TablesInUse,
            Aliases = ["ptah:DS109"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Other>())
        {
            if (action.Words is "disable row level security" or "no force row level security")
            {
                at.Report(
                    action,
                    $"Policies of {alter.Name} are no longer in force{(action.Words[0] == 'n' ? " for its owner" : "")}.",
                    alter.Name
                );
            }
        }
    }
}
