using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Which values of a type another one cannot hold.</summary>
internal static class TypeRange
{
    /// <summary>The condition under which a value is lost; <see langword="null"/> when all fit, or nothing is known of the types.</summary>
    /// <param name="before">The type before.</param>
    /// <param name="after">The type behind.</param>
    /// <param name="column">The column as it is written.</param>
    public static string? Lost(SqlType before, SqlType after, string column)
    {
        if (before.Dimensions + after.Dimensions > 0)
        {
            return null;
        }

        if (Integer(before) is { } old && Integer(after) is { } now)
        {
            return old.Least >= now.Least && old.Greatest <= now.Greatest
                ? null
                : FormattableString.Invariant($"{column} not between {now.Least} and {now.Greatest}");
        }

        if (IsText(before) && IsText(after))
        {
            return Length(after) is { } length && !(Length(before) <= length) ? $"char_length({column}) > {length}" : null;
        }

        if (IsDecimal(before) && IsDecimal(after) && TypeNames.Argument(after) is { } digits)
        {
            var scale = TypeNames.Argument(after, 1) ?? 0;
            var wasDigits = TypeNames.Argument(before);
            var wasScale = TypeNames.Argument(before, 1) ?? 0;
            return wasDigits is null || wasDigits - wasScale > digits - scale
                    ? $"abs({column}) >= 1{new string('0', Math.Max(0, digits - scale))}"
                : wasScale > scale ? $"{column} <> round({column}, {scale})"
                : null;
        }

        return null;
    }

    private static (decimal Least, decimal Greatest)? Integer(SqlType type)
    {
        if (TypeNames.IntegerBytes(type) is not { } bytes)
        {
            return null;
        }

        var half = 1m;
        for (var i = 1; i < bytes * 8; i++)
        {
            half *= 2;
        }

        return type.Attributes.Contains("unsigned", StringComparer.Ordinal) ? (0, half * 2 - 1) : (-half, half - 1);
    }

    private static bool IsText(SqlType type) =>
        type.Name
            is "varchar"
                or "character varying"
                or "char"
                or "character"
                or "text"
                or "tinytext"
                or "mediumtext"
                or "longtext"
                or "bpchar"
                or "citext";

    private static int? Length(SqlType type) =>
        type.Name switch
        {
            "varchar" or "character varying" => TypeNames.Argument(type),
            "char" or "character" => TypeNames.Argument(type) ?? 1,
            "tinytext" => 255,
            _ => null,
        };

    private static bool IsDecimal(SqlType type) => type.Name is "numeric" or "decimal" or "dec";
}
