using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Rights as statements. The server keeps each for itself, the one to pass rights on (<c>grant option</c>) among them.</summary>
internal static class MariaDbRightWriter
{
    private static readonly MariaDbNames Names = new();

    /// <summary>Gives rights: a statement for each object and account.</summary>
    public static IEnumerable<Definition> Give(IEnumerable<Grant> grants) =>
        grants
            .GroupBy(g => (Target: Target(g.On), g.Role))
            .Select(g => new Definition(
                $"grant {string.Join(", ", g.Order().Select(Privilege))} on {g.Key.Target} to {Account(g.Key.Role)}",
                g.First().On.Name,
                "grant"
            ));

    /// <summary>Takes rights away: a statement for each object and account.</summary>
    public static IEnumerable<Definition> Take(IEnumerable<Grant> grants) =>
        grants
            .GroupBy(g => (Target: Target(g.On), g.Role))
            .Select(g => new Definition(
                $"revoke {string.Join(", ", g.Order().Select(Privilege))} on {g.Key.Target} from {Account(g.Key.Role)}",
                g.First().On.Name,
                "grant"
            ));

    /// <summary>The rights on an object and its columns.</summary>
    public static IEnumerable<Grant> On(RelationalSchema schema, ObjectId id) =>
        schema.Grants.Where(g => g.On == id || (g.On.Kind == ObjectKind.Column && g.On.Name == id.Name && IsRelation(id.Kind)));

    /// <summary>An account, quoted. A role has no host. The last @ is the one that the server puts in.</summary>
    public static string Account(string account)
    {
        var at = account.LastIndexOf('@');
        return at == account.Length - 1 ? Quoted(account[..at])
            : at < 0 ? Quoted(account)
            : $"{Quoted(account[..at])}@{Quoted(account[(at + 1)..])}";
    }

    private static bool IsRelation(ObjectKind kind) => kind is ObjectKind.Table or ObjectKind.View or ObjectKind.Sequence;

    private static string Privilege(Grant grant) =>
        grant.On.Kind == ObjectKind.Column ? $"{grant.Privilege} ({Names.Quote(grant.On.Part)})" : grant.Privilege;

    private static string Target(ObjectId on) =>
        on.Kind switch
        {
            ObjectKind.Function or ObjectKind.Aggregate => $"function {Names.Quote(on.Name)}",
            ObjectKind.Procedure => $"procedure {Names.Quote(on.Name)}",
            _ => $"table {Names.Quote(on.Name)}",
        };

    private static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
