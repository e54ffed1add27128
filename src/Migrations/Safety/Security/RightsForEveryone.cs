using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Rights to write are given to everybody, or on everything.</summary>
internal sealed class RightsForEveryone : LintRule
{
    private static readonly string[] Writing =
    [
        "all",
        "insert",
        "update",
        "delete",
        "truncate",
        "create",
        "references",
        "trigger",
        "maintain",
    ];

    public override RuleInfo Info { get; } =
        new("rights-for-everyone", "Rights to write are given to everybody, or on every database")
        {
            Why =
                "`TO PUBLIC` is every role that there is and will be: one stolen password of a reader is enough to change or empty the tables. `ON *.*` is every database of the server, also the "
                + "one that holds the users.",
            Instead = "Give rights to a role, on the objects that it needs.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not GrantStatement { IsRevoke: false, Objects.Length: > 0 } grant)
        {
            return;
        }

        var writes = grant
            .Privileges.Split([' ', ',', '('], StringSplitOptions.RemoveEmptyEntries)
            .Intersect(Writing, StringComparer.OrdinalIgnoreCase)
            .Any();
        var whom =
            at.Target.Engine == LintEngines.PostgreSql
                ? grant
                    .Grantees.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                    .Contains("public", StringComparer.OrdinalIgnoreCase)
                : grant.Objects.Replace(" ", "", StringComparison.Ordinal) == "*.*";
        if (writes && whom)
        {
            at.Report(
                grant,
                at.Target.Engine == LintEngines.PostgreSql
                    ? $"Every role may {grant.Privileges} on {grant.Objects}."
                    : $"{grant.Grantees} may {grant.Privileges} on every database of the server."
            );
        }
    }
}
