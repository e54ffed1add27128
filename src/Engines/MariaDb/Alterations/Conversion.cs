using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How values of one type become values of another when the column is modified.</summary>
/// <param name="IsWide">Whether every value stays as it lies, so that no row is touched.</param>
internal sealed record MariaDbConversion(bool IsWide)
{
    /// <summary>Whether a value may not fit, so that the statement fails.</summary>
    public bool MayFail { get; init; }

    /// <summary>The condition of rows that fail, in which <c>{0}</c> is the quoted column; none where only the attempt tells.</summary>
    public string? Failing { get; init; }

    /// <summary>What of a value is lost without an error, or none.</summary>
    public string? Loses { get; init; }

    /// <summary>The condition of rows that lose something, in which <c>{0}</c> is the quoted column.</summary>
    public string? Lossy { get; init; }
}

/// <summary>Which types become which on MariaDB, in strict mode, which is the server's default.</summary>
internal static class MariaDbConversions
{
    private static readonly MariaDbConversion Plain = new(IsWide: false);
    private static readonly MariaDbConversion Risky = Plain with { MayFail = true };

    /// <summary>The way from one type to another; none when values cannot be kept.</summary>
    public static MariaDbConversion? Between(DataType before, DataType to, MariaDbTypes types)
    {
        var (a, b) = (TypeForm.Of(types.Write(before)), TypeForm.Of(types.Write(to)));
        return (a.Family, b.Family) switch
        {
            (TypeFamily.Integer, TypeFamily.Integer) => Integers(a, b),
            (TypeFamily.Integer or TypeFamily.Bit or TypeFamily.Year, TypeFamily.Decimal or TypeFamily.Float) => Risky,
            (TypeFamily.Decimal, TypeFamily.Decimal) => Decimals(a, b),
            (TypeFamily.Decimal or TypeFamily.Float, TypeFamily.Integer) => Risky with
            {
                Loses = "digits after the point",
                Lossy = "{0} <> round({0})",
            },
            (TypeFamily.Float, TypeFamily.Float) when a.Name == "float" => Plain,
            (TypeFamily.Decimal or TypeFamily.Float, TypeFamily.Decimal or TypeFamily.Float) => Risky with
            {
                Loses = "digits that the new type has no room for",
                Lossy = $"{{0}} <> cast({{0}} as {Cast(b)})",
            },
            (TypeFamily.Text, TypeFamily.Text) or (TypeFamily.Bytes, TypeFamily.Bytes) => Texts(a, b),
            (TypeFamily.Text, TypeFamily.Bytes) => Shorter(a, b, "length"),
            (TypeFamily.Bytes, TypeFamily.Text) => Risky,
            (TypeFamily.Enum, TypeFamily.Enum) => Lists(a, b, a.Values.Count <= 255 == b.Values.Count <= 255),
            (TypeFamily.Set, TypeFamily.Set) => Lists(a, b, SetBytes(a) == SetBytes(b)),
            (TypeFamily.Enum or TypeFamily.Set, TypeFamily.Text) => Shorter(a, b, "char_length"),
            (TypeFamily.Text, TypeFamily.Enum) => Risky with
            {
                Failing = $"{{0}} not in ({string.Join(", ", b.Values.Select(v => $"'{v}'"))})",
            },
            (TypeFamily.Text, TypeFamily.Json) => Risky with { Failing = "json_valid({0}) = 0" },
            (TypeFamily.Json, TypeFamily.Text) => Shorter(a, b, "char_length"),
            (TypeFamily.Date, TypeFamily.DateTime) => Plain,
            (TypeFamily.Date, TypeFamily.Timestamp) => Risky with { Failing = Outside },
            (TypeFamily.DateTime or TypeFamily.Timestamp, TypeFamily.Date) => Plain with
            {
                Loses = "the time of day",
                Lossy = "{0} <> date({0})",
            },
            (TypeFamily.DateTime or TypeFamily.Timestamp, TypeFamily.Time) => Plain with
            {
                Loses = "the date",
                Lossy = "{0} is not null",
            },


            (TypeFamily.DateTime, TypeFamily.DateTime)
            or
            (TypeFamily.Time, TypeFamily.Time)
            or (TypeFamily.Timestamp, TypeFamily.Timestamp) => Digits(a, b, Plain),
            (TypeFamily.DateTime, TypeFamily.Timestamp) => Digits(a, b, Risky with { Failing = Outside }),
            (TypeFamily.Timestamp, TypeFamily.DateTime) => Digits(a, b, Plain),
            (TypeFamily.Year, TypeFamily.Integer) or (TypeFamily.Bit, TypeFamily.Integer) => Risky,
            (TypeFamily.Integer, TypeFamily.Year or TypeFamily.Bit) => Risky,
            (TypeFamily.Bit, TypeFamily.Bit) => b.First >= a.First ? Plain : Risky,
            (TypeFamily.Place, TypeFamily.Place) => b.Name == "geometry" ? Plain : Risky,
            (TypeFamily.Place or TypeFamily.Other or TypeFamily.Bit, _)
            or (_, TypeFamily.Place or TypeFamily.Other or TypeFamily.Bit) => null,
            (_, TypeFamily.Text) => b.Length is { } length and < 65_535
                ? Risky with
                {
                    Failing = string.Create(CultureInfo.InvariantCulture, $"char_length({{0}}) > {length}"),
                }
                : Plain,
            (TypeFamily.Text, _) => Risky,
            _ => null,
        };
    }

    // The range of timestamp is that of seconds in 31 bits.
    private const string Outside = "{0} not between '1970-01-02' and '2038-01-18'";

    private static string Cast(TypeForm type) =>
        type.Family == TypeFamily.Float ? type.Name
        : type.Numbers.Count == 0 ? "decimal(10,0)"
        : string.Create(CultureInfo.InvariantCulture, $"decimal({type.First},{type.Second})");

    private static MariaDbConversion Integers(TypeForm a, TypeForm b)
    {
        var ((aLeast, aGreatest), (least, greatest)) = (a.Range, b.Range);
        // tinyint(1) and tinyint(4) are one type that clients show differently.
        return Plain with
        {
            IsWide = (aLeast, aGreatest) == (least, greatest),
            MayFail = aLeast < least || aGreatest > greatest,
            Failing =
                aLeast < least || aGreatest > greatest
                    ? string.Create(CultureInfo.InvariantCulture, $"{{0}} not between {least} and {greatest}")
                    : null,
        };
    }

    private static MariaDbConversion Decimals(TypeForm a, TypeForm b)
    {
        var (room, had) = ((b.First ?? 10) - b.Second, (a.First ?? 10) - a.Second);
        return Plain with
        {
            MayFail = room < had || (b.Unsigned && !a.Unsigned) || b.Second < a.Second,
            Failing = room < had ? string.Create(CultureInfo.InvariantCulture, $"abs({{0}}) >= 1e{room}") : null,
            Loses = b.Second < a.Second ? "digits after the point" : null,
            Lossy =
                b.Second < a.Second ? string.Create(CultureInfo.InvariantCulture, $"{{0}} <> round({{0}}, {b.Second})") : null,
        };
    }

    private static MariaDbConversion Texts(TypeForm a, TypeForm b) =>
        a.Name == b.Name && a.Name is "varchar" or "varbinary" && b.Length >= a.Length && a.Name == b.Name ? new(IsWide: true)
        : a == b || (a.Name, a.Length) == (b.Name, b.Length) ? new(IsWide: true)
        : Shorter(a, b, a.Family == TypeFamily.Bytes ? "length" : "char_length");

    private static MariaDbConversion Shorter(TypeForm a, TypeForm b, string measure) =>
        b.Length is { } room && (a.Length is not { } had || had > room)
            ? Risky with
            {
                Failing = string.Create(CultureInfo.InvariantCulture, $"{measure}({{0}}) > {room}"),
            }
            : Plain;

    // Values are numbers in the rows; only what is added at the end leaves the others where they are.
    private static MariaDbConversion Lists(TypeForm a, TypeForm b, bool sameRoom)
    {
        var gone = a.Values.Except(b.Values, StringComparer.Ordinal).ToList();
        return gone.Count > 0
            ? Risky with
            {
                Failing =
                    a.Family == TypeFamily.Enum
                        ? $"{{0}} in ({string.Join(", ", gone.Select(v => $"'{v}'"))})"
                        : string.Join(" or ", gone.Select(v => $"find_in_set('{v}', {{0}}) > 0")),
            }
            : Plain with
            {
                IsWide = sameRoom && b.Values.Take(a.Values.Count).SequenceEqual(a.Values, StringComparer.Ordinal),
            };
    }

    private static int SetBytes(TypeForm set) =>
        set.Values.Count switch
        {
            <= 8 => 1,
            <= 16 => 2,
            <= 24 => 3,
            <= 32 => 4,
            _ => 8,
        };

    private static MariaDbConversion Digits(TypeForm a, TypeForm b, MariaDbConversion kept)
    {
        var (had, has) = (a.First ?? 0, b.First ?? 0);
        return has < had
            ? kept with
            {
                Loses = has == 0 ? "fractions of a second" : "digits of the fraction of a second",
                Lossy = has == 0 ? "microsecond({0}) <> 0" : $"microsecond({{0}}) % {Power(6 - has)} <> 0",
            }
            : kept with
            {
                IsWide = had == has && a.Family == b.Family,
            };
    }

    private static int Power(int exponent) => exponent == 0 ? 1 : 10 * Power(exponent - 1);
}
