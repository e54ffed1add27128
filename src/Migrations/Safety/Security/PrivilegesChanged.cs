using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change of rights.</summary>
internal sealed class PrivilegesChanged : LintRule
{
    public override RuleInfo Info { get; } =
        new("privileges-changed", "Rights or policies change")
        {
            Why = "What a role may do changes with the migration; in many teams that needs a second pair of eyes.",
            Instead = "Have it approved, and keep rights apart from changes of the schema.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-154",
            IsOptIn = true,
            Aliases = ["pg-schema-diff:AUTHZ_UPDATE"],
        };

    public override void Check(StatementContext at)
    {
        switch (at.Statement)
        {
            case GrantStatement grant:
                at.Report(
                    grant,
                    $"Rights {(grant.IsRevoke ? "are taken away" : "are given")}: {grant.Privileges}{(grant.Objects.Length > 0 ? $" on {grant.Objects}" : "")}."
                );
                break;
            case CreateObjectStatement { Kind: "policy" or "role" or "user" } create:
                at.Report(create, $"A {create.Kind} is created: {create.Name}.");
                break;
            case AlterStatement { Kind: "policy" or "role" or "user" } alter:
                at.Report(alter, $"A {alter.Kind} changes: {alter.Name}.");
                break;
            case DropStatement { Kind: "policy" or "role" or "user" } drop:
                at.Report(drop, $"A {drop.Kind} is dropped: {string.Join(", ", drop.Names)}.");
                break;
            case OtherStatement other when other.Keywords.StartsWith("alter default privileges", StringComparison.Ordinal):
                at.Report(other, "Rights on future objects change.");
                break;
        }
    }
}
