using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Definers: the accounts with whose rights views, routines, triggers and events run. That of the account that reads is left out, as whoever
/// makes an object again becomes its definer; any other one is part of the schema.
/// </summary>
internal static class MariaDbDefiners
{
    private const string Name = "definer";

    /// <summary>The definer as a detail, when it is not the account that reads.</summary>
    public static IEnumerable<Detail> Detail(object? definer, string own) =>
        definer is string { Length: > 0 } account && account != own ? [new(Name, account)] : [];

    /// <summary>The clause that names the definer, with a space behind it, or nothing.</summary>
    public static string Clause(IEnumerable<Detail> details) =>
        details.FirstOrDefault(d => d.Name == Name) is { } definer
            ? $"definer = {MariaDbRightWriter.Account(definer.Value)} "
            : "";

    /// <summary>A statement <c>create …</c> with the clause.</summary>
    public static string Within(IEnumerable<Detail> details, string create) =>
        $"create {Clause(details)}{create["create ".Length..]}";

    /// <summary>The schema without definers and rights of an account, or of all.</summary>
    public static RelationalSchema Without(RelationalSchema schema, string? account) =>
        schema with
        {
            Views = [.. schema.Views.Select(v => v with { Details = Others(v.Details, account) })],
            Routines = [.. schema.Routines.Select(r => r with { Details = Others(r.Details, account) })],
            Objects = [.. schema.Objects.Select(o => o with { Details = Others(o.Details, account) })],
            Tables =
            [
                .. schema.Tables.Select(t =>
                    t with
                    {
                        Triggers = [.. t.Triggers.Select(g => g with { Details = Others(g.Details, account) })],
                    }
                ),
            ],
            Grants = [.. schema.Grants.Where(g => account is not null && g.Role != account)],
        };

    private static Sequence<Detail> Others(Sequence<Detail> details, string? account) =>
        details.Any(d => d.Name == Name && (account is null || d.Value == account))
            ? [.. details.Where(d => d.Name != Name)]
            : details;
}
