using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What MariaDB and MySQL do when a column is defined anew, as measured on MariaDB 10.11 and in MySQL's manual.</summary>
internal static class MySqlColumnChange
{
    /// <summary>The algorithm of a change of the column's type alone.</summary>
    /// <param name="before">The type before; <see langword="null"/> when it is not known.</param>
    /// <param name="after">The type behind.</param>
    /// <param name="target">The server.</param>
    public static MySqlAlgorithm OfType(SqlType? before, SqlType? after, LintTarget target)
    {
        if (before is null || after is null)
        {
            return MySqlAlgorithm.Unknown;
        }

        var (old, now) = (TypeNames.MySql(before), TypeNames.MySql(after));
        if (old != now || Charset(before) != Charset(after) || Has(before, "unsigned") != Has(after, "unsigned"))
        {
            return MySqlAlgorithm.Copy;
        }

        var (length, newLength) = (TypeNames.Argument(before), TypeNames.Argument(after));
        switch (now)
        {
            case "enum" or "set":
                return
                    ValueListChange.Of(before, after)
                        is { Kind: ValueListChangeKind.Same or ValueListChangeKind.Appended, Grows: false }
                    ? MySqlAlgorithm.Instant
                    : MySqlAlgorithm.Copy;
            case "varchar" or "varbinary":
                // MariaDB stores the length of up to 127 bytes so that it may grow without bound; beyond that, 255 bytes are a border.
                return newLength < length ? MySqlAlgorithm.Copy
                    : Bytes(before, length) is > 127 and <= 255 && Bytes(after, newLength) > 255 ? MySqlAlgorithm.Copy
                    : target.Engine == LintEngines.MariaDb || length == newLength ? MySqlAlgorithm.Instant
                    : Bytes(before, length) <= 255 && Bytes(after, newLength) > 255 ? MySqlAlgorithm.Copy
                    : MySqlAlgorithm.InPlace;
            case "tinyint" or "smallint" or "mediumint" or "int" or "bigint":
                // The number is a width for display only.
                return MySqlAlgorithm.Instant;
            case "char" or "binary" or "bit":
                return (length ?? 1) == (newLength ?? 1) ? MySqlAlgorithm.Instant : MySqlAlgorithm.Copy;
            case "decimal":
                return
                    (length ?? 10) == (newLength ?? 10)
                    && (TypeNames.Argument(before, 1) ?? 0) == (TypeNames.Argument(after, 1) ?? 0)
                    ? MySqlAlgorithm.Instant
                    : MySqlAlgorithm.Copy;
            default:
                return (length ?? 0) == (newLength ?? 0) ? MySqlAlgorithm.Instant : MySqlAlgorithm.Copy;
        }
    }

    /// <summary>The character set or collation said with the type; empty for none.</summary>
    public static string Charset(SqlType type)
    {
        foreach (var attribute in type.Attributes)
        {
            if (attribute.StartsWith("character set ", StringComparison.Ordinal))
            {
                return attribute["character set ".Length..];
            }

            if (attribute.StartsWith("charset ", StringComparison.Ordinal))
            {
                return attribute["charset ".Length..];
            }
        }

        return "";
    }

    private static bool Has(SqlType type, string attribute) => type.Attributes.Contains(attribute, StringComparer.Ordinal);

    private static int Bytes(SqlType type, int? length) =>
        (length ?? 0)
        * (
            type.Name == "varbinary"
                ? 1
                : Charset(type) switch
                {
                    "latin1" or "ascii" or "binary" => 1,
                    "utf8" or "utf8mb3" => 3,
                    _ => 4,
                }
        );
}
