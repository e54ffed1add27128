using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// SQL modes, which routines, triggers and events keep from when they were made. Those that dbwright's sessions and servers of MariaDB have
/// by default are one: they differ in accounts, in tables of other engines and in dates of zeros only.
/// </summary>
internal static class MariaDbModes
{
    private const string Name = "sql_mode";

    private static readonly HashSet<string> Usual = new(
        [
            "",
            "STRICT_TRANS_TABLES",
            "STRICT_ALL_TABLES",
            "ERROR_FOR_DIVISION_BY_ZERO",
            "NO_AUTO_CREATE_USER",
            "NO_ENGINE_SUBSTITUTION",
            "NO_ZERO_IN_DATE",
            "NO_ZERO_DATE",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The mode as a detail, when it is not one of the usual ones.</summary>
    public static IEnumerable<Detail> Detail(string mode)
    {
        var words = mode.Split(',');
        return words.All(Usual.Contains) && words.Any(w => w.StartsWith("STRICT_", StringComparison.Ordinal))
            ? []
            : [new(Name, mode)];
    }

    /// <summary>The mode that must be set, or none.</summary>
    public static string? Of(IEnumerable<Detail> details) => details.FirstOrDefault(d => d.Name == Name)?.Value;

    /// <summary>The definition in its mode; the one of before comes back behind it.</summary>
    public static Sequence<Definition> Within(string? mode, Definition definition) =>
        mode is null
            ? [definition]
            :
            [
                Set("@dbwright_sql_mode = @@session.sql_mode"),
                Set($"session sql_mode = '{mode}'"),
                definition,
                Set("session sql_mode = @dbwright_sql_mode"),
            ];

    private static Definition Set(string what) => new($"set {what}", QualifiedName.Of(Name), "setting");
}
