using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Rights of MariaDB: two queries say who asks, and what was granted to the account and to the roles that it has on.</summary>
internal sealed partial class MariaDbRunRights : IRunRights
{
    private const string Asker = "select current_user(), database(), @@lower_case_table_names";

    // Whoever may read or write the rows of a table may refer to it.
    private static readonly string[] OrAlso = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    /// <inheritdoc />
    public bool HasOwners => false;

    /// <inheritdoc />
    public async Task<Sequence<MissingRight>> MissingAsync(
        ISession session,
        Sequence<NeededRight> rights,
        CancellationToken cancellation
    )
    {
        var asker = (await session.QueryAsync(Asker, [], cancellation))[0];
        var account = (string)asker[0]!;
        var database = (string?)asker[1] ?? "";
        var comparison =
            Convert.ToInt64(asker[2], CultureInfo.InvariantCulture) == 0
                ? StringComparison.Ordinal
                : StringComparison.OrdinalIgnoreCase;
        var lines = await session.QueryAsync("show grants", [], cancellation);
        var granted = new MariaDbGrants(lines.Select(l => (string)l[0]!), comparison);
        return rights
            .Select(r => (Right: r, Privilege: Privilege(r.Kind), On: On(r, database)))
            .Where(r =>
                !granted.Has(r.Privilege, r.On.Database, r.On.Object, r.Right.Kind is RightKind.Insert or RightKind.Update)
            )
            .Where(r =>
                r.Right.Kind != RightKind.References
                || !OrAlso.Any(p => granted.Has(p, r.On.Database, r.On.Object, onColumn: false))
            )
            .Select(r => new MissingRight(r.Right, account, "", $"{r.On.Database}.{(r.On.Object.Length > 0 ? r.On.Object : "*")}")
            {
                Privilege = r.Privilege,
            })
            .ToSequence();
    }

    private static (string Database, string Object) On(NeededRight right, string database)
    {
        var parts = Part()
            .Matches(right.Name)
            .Select(m => m.Value is ['`', .., '`'] ? m.Value[1..^1].Replace("``", "`", StringComparison.Ordinal) : m.Value)
            .ToList();
        return right.Kind is RightKind.CreateRoutine or RightKind.Events or RightKind.CreateDatabase or RightKind.DropDatabase
                ? (parts.Count > 0 ? parts[0] : database, "")
            : parts.Count > 1 ? (parts[0], parts[1])
            : (database, parts[0]);
    }

    private static string Privilege(RightKind kind) =>
        kind switch
        {
            RightKind.CreateTable or RightKind.CreateDatabase => "CREATE",
            RightKind.DropTable or RightKind.DropDatabase => "DROP",
            RightKind.CreateView => "CREATE VIEW",
            RightKind.CreateRoutine => "CREATE ROUTINE",
            RightKind.AlterRoutine => "ALTER ROUTINE",
            RightKind.Events => "EVENT",
            _ => kind.ToString().ToUpperInvariant(),
        };

    [GeneratedRegex("`(?:[^`]|``)*`|[^.`]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}

/// <summary>What <c>show grants</c> says, taken apart.</summary>
internal sealed partial class MariaDbGrants
{
    private readonly List<Grant> grants = [];
    private readonly StringComparison comparison;

    /// <summary>Reads the lines.</summary>
    /// <param name="lines">They, each a statement.</param>
    /// <param name="comparison">How names of databases and tables are compared.</param>
    public MariaDbGrants(IEnumerable<string> lines, StringComparison comparison)
    {
        this.comparison = comparison;
        foreach (var line in lines)
        {
            // A line that grants a role has no object; what the role may do is said by lines of its own.
            if (Line().Match(line) is { Success: true } match)
            {
                var privileges = Privilege().Matches(match.Groups["privileges"].Value);
                grants.Add(
                    new(
                        match.Groups["grantee"].Value,
                        Unquoted(match.Groups["database"].Value),
                        Unquoted(match.Groups["object"].Value),
                        Named(privileges.Where(p => !p.Groups["columns"].Success)),
                        Named(privileges)
                    )
                );
            }
        }
    }

    /// <summary>Whether a privilege was granted: on everything, on the database, or on the object.</summary>
    /// <param name="privilege">The privilege.</param>
    /// <param name="database">The database.</param>
    /// <param name="name">The object; empty for the database itself.</param>
    /// <param name="onColumn">Whether it suffices to have it on some column.</param>
    public bool Has(string privilege, string database, string name, bool onColumn) =>
        grants.Exists(g => g.Object == "*" && g.Database == "*" && g.Has(privilege))
        || grants.Exists(g =>
            g.Object != "*"
            && name.Length > 0
            && g.Database.Equals(database, comparison)
            && g.Object.Equals(name, comparison)
            && (onColumn ? g.OnColumns.Contains(privilege) || g.Has(privilege) : g.Has(privilege))
        )
        || OnDatabase(database).Any(g => g.Has(privilege));

    // Of each account or role the server asks one only: the database of that name, else the pattern that is the same the longest.
    private IEnumerable<Grant> OnDatabase(string database) =>
        grants
            .Where(g => g is { Object: "*", Database: not "*" } && Like(g.Database).IsMatch(database))
            .GroupBy(g => g.Grantee, StringComparer.Ordinal)
            .Select(g =>
                g.MaxBy(p => Wildcard().Matches(p.Database).FirstOrDefault(m => m.Value is "%" or "_")?.Index ?? int.MaxValue)!
            );

    private Regex Like(string pattern)
    {
        var text = Wildcard()
            .Replace(
                pattern,
                m =>
                    m.Value switch
                    {
                        "%" => ".*",
                        "_" => ".",
                        ['\\', var escaped] => Regex.Escape($"{escaped}"),
                        _ => Regex.Escape(m.Value),
                    }
            );
        var options = comparison == StringComparison.Ordinal ? RegexOptions.None : RegexOptions.IgnoreCase;
        return new($"^{text}$", options | RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }

    private static string Unquoted(string name) =>
        name.StartsWith('`') ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name;

    private static HashSet<string> Named(IEnumerable<Match> privileges) =>
        privileges.Select(p => p.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    private sealed record Grant(
        string Grantee,
        string Database,
        string Object,
        HashSet<string> Privileges,
        HashSet<string> OnColumns
    )
    {
        public bool Has(string privilege) => Privileges.Contains(privilege) || Privileges.Contains("ALL PRIVILEGES");
    }

    [GeneratedRegex(
        @"^GRANT (?<privileges>.+?) ON ((TABLE|PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) )?(?<database>\*|`([^`]|``)+`)\.(?<object>\*|`([^`]|``)+`) TO (?<grantee>(`[^`]*`|'[^']*')(@(`[^`]*`|'[^']*'))?|PUBLIC)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Line();

    [GeneratedRegex(@"\G(, )?(?<name>[A-Z]+( [A-Z]+)*)( \((?<columns>(`[^`]*`|[^`)])*)\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Privilege();

    [GeneratedRegex(@"\\.|%|_|[^\\%_]+|\\$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Wildcard();
}
