using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Collations of MariaDB, and the character sets that they belong to.</summary>
internal static class MariaDbCollations
{
    /// <summary>The collation that a column has: its own, or that of its table.</summary>
    public static string Effective(Table table, Column column) => column.Collation ?? Of(table);

    /// <summary>The collation that a table gives its columns.</summary>
    public static string Of(Table table) =>
        table.Details.FirstOrDefault(d => d.Name == "collation")?.Value ?? MariaDbWriter.Collation;

    /// <summary>The character set of a collation.</summary>
    public static string Charset(string collation)
    {
        var charset = collation.Split('_')[0];
        return charset == "utf8" ? "utf8mb3"
            : charset == "uca1400" ? "utf8mb4"
            : charset;
    }
}
