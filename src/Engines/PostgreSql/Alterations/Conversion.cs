using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How values of one type become values of another.</summary>
/// <param name="Using">What follows USING, in which <c>{0}</c> is the quoted column; empty where the engine converts by itself.</param>
/// <param name="Rewrites">Whether the rows are written anew.</param>
internal sealed record Conversion(string Using, bool Rewrites)
{
    /// <summary>Whether a value may not fit, so that the statement fails.</summary>
    public bool MayFail { get; init; }

    /// <summary>What of a value is lost without an error (<c>the time of day</c>), or none.</summary>
    public string? Loses { get; init; }

    /// <summary>The condition of rows that lose something, in which <c>{0}</c> is the quoted column.</summary>
    public string? Lossy { get; init; }

    /// <summary>Whether both ends compare by the same operators, so that foreign keys and indexes can stay.</summary>
    public bool SameFamily { get; init; }
}

/// <summary>Which types become which, and how, on PostgreSQL.</summary>
internal static class PostgreSqlConversions
{
    private static readonly PostgreSqlTypes Types = new();

    private enum Family
    {
        Integer,
        Decimal,
        Float,
        Text,
        Boolean,
        Date,
        Timestamp,
        Time,
        Interval,
        Uuid,
        Json,
        Inet,
        Bytes,
        TextSearch,
        Point,
        Enum,
        Array,
        Native,
    }

    /// <summary>The way from one type to another; none when values cannot be kept.</summary>
    public static Conversion? Between(DataType before, DataType to)
    {
        if (before == to)
        {
            return new("", Rewrites: false) { SameFamily = true };
        }

        var (a, b) = (Of(before), Of(to));
        return (a, b) switch
        {
            (Family.Integer, Family.Integer) => Integers((DataType.Integer)before, (DataType.Integer)to),
            (Family.Integer or Family.Decimal or Family.Float, Family.Integer or Family.Decimal or Family.Float) => Numbers(
                before,
                to,
                a,
                b
            ),
            (Family.Text, Family.Text) => Texts((DataType.Text)before, (DataType.Text)to),
            (Family.Array, Family.Array) => Arrays((DataType.Array)before, (DataType.Array)to),
            (_, Family.Array) when Between(before, ((DataType.Array)to).Of) is { } item => item with
            {
                Using = $"case when {{0}} is null then null else array[{{0}}]::{Types.Write(to)} end",
                Rewrites = true,
                SameFamily = false,
            },
            (Family.Array, Family.Text) => Plain(),
            (Family.Array, _) => null,
            (Family.Bytes, Family.Text) => Explicit("convert_from({0}, 'UTF8')"),
            (Family.Text, Family.Bytes) => Plain("convert_to({0}, 'UTF8')"),
            (_, Family.Text) => Plain() with { MayFail = to is DataType.Text { MaxLength: not null } },
            (Family.Text, Family.Boolean or Family.Integer or Family.Decimal or Family.Float or Family.Date) => Explicit(
                Cast(to)
            ),
            (Family.Text, _) => Explicit(Cast(to)),
            (Family.Boolean, Family.Integer) => Plain(
                to == new DataType.Integer(32) ? Cast(to) : $"{{0}}::integer::{Types.Write(to)}"
            ),
            (Family.Boolean, Family.Decimal) => Plain($"{{0}}::integer::{Types.Write(to)}"),
            (Family.Integer, Family.Boolean) => Plain("{0} <> 0") with
            {
                Loses = "numbers other than 0 and 1 become true",
                Lossy = "{0} not in (0, 1)",
            },
            (Family.Date, Family.Timestamp) => Plain(),
            (Family.Timestamp, Family.Date) => Plain() with
            {
                Loses = "the time of day",
                Lossy = "{0} <> date_trunc('day', {0})",
            },
            (Family.Timestamp, Family.Timestamp) => Timestamps((DataType.Timestamp)before, (DataType.Timestamp)to),
            (Family.Timestamp, Family.Time) => Plain() with { Loses = "the date", Lossy = "{0} is not null" },
            (Family.Time, Family.Time) => Plain() with { SameFamily = true },
            (Family.Time, Family.Interval) => Plain(),
            (Family.Interval, Family.Time) => Plain() with { Loses = "whole days", Lossy = "{0} <> {0}::time::interval" },
            (Family.Json, Family.Json) => Plain(Cast(to)),
            (Family.Enum, Family.Enum) => Explicit($"{{0}}::text::{Types.Write(to)}"),
            (Family.Native, Family.Native) or (Family.Native, _) or (_, Family.Native) => Explicit(
                $"{{0}}::text::{Types.Write(to)}"
            ),
            _ => null,
        };
    }

    private static string Cast(DataType to) => $"{{0}}::{Types.Write(to)}";

    private static Conversion Plain(string with = "") => new(with, Rewrites: true);

    private static Conversion Explicit(string with) => new(with, Rewrites: true) { MayFail = true };

    private static Conversion Integers(DataType.Integer before, DataType.Integer to) =>
        new("", Rewrites: true) { MayFail = to.Bits < before.Bits, SameFamily = true };

    private static Conversion Numbers(DataType before, DataType to, Family a, Family b)
    {
        if (before is DataType.Decimal p && to is DataType.Decimal q)
        {
            return Decimals(p, q);
        }

        var exact = b != Family.Float && a != Family.Integer;
        return new("", Rewrites: true)
        {
            MayFail = b == Family.Integer || to is DataType.Decimal { Precision: not null },
            Loses =
                a == Family.Integer && b == Family.Decimal ? null
                : b == Family.Integer ? "digits after the point"
                : exact ? "digits beyond the new scale"
                : "digits beyond the precision of floating point",
            Lossy =
                b == Family.Integer ? "{0} <> trunc({0}::numeric)"
                : exact && to is DataType.Decimal { Scale: { } scale }
                    ? FormattableString.Invariant($"{{0}}::numeric <> round({{0}}::numeric, {scale})")
                : null,
        };
    }

    private static Conversion Decimals(DataType.Decimal before, DataType.Decimal to)
    {
        if (to.Precision is not { } precision)
        {
            return new("", Rewrites: false) { SameFamily = true };
        }

        var scale = to.Scale ?? 0;
        var (oldPrecision, oldScale) = (before.Precision, before.Scale ?? 0);
        var keepsScale = oldPrecision is not null && scale >= oldScale;
        var keepsWhole = oldPrecision is not null && precision - scale >= oldPrecision - oldScale;
        return new("", Rewrites: !(oldPrecision is not null && scale == oldScale && precision >= oldPrecision))
        {
            MayFail = !keepsWhole,
            Loses = keepsScale ? null : FormattableString.Invariant($"digits after the {scale}. decimal place"),
            Lossy = keepsScale ? null : FormattableString.Invariant($"{{0}} <> round({{0}}, {scale})"),
            SameFamily = true,
        };
    }

    private static Conversion Texts(DataType.Text before, DataType.Text to)
    {
        var widens = to.MaxLength is null || (before.MaxLength is { } old && to.MaxLength >= old);
        return new("", Rewrites: before.Fixed || to.Fixed || !widens) { MayFail = !widens, SameFamily = true };
    }

    private static Conversion Timestamps(DataType.Timestamp before, DataType.Timestamp to) =>
        new("", Rewrites: true)
        {
            SameFamily = before.WithZone == to.WithZone,
            Loses = (to.Digits ?? 6) < (before.Digits ?? 6) ? "fractions of seconds" : null,
            Lossy =
                (to.Digits ?? 6) < (before.Digits ?? 6)
                    ? FormattableString.Invariant($"{{0}} <> {{0}}::timestamptz({to.Digits})")
                    : null,
        };

    private static Conversion? Arrays(DataType.Array before, DataType.Array to) =>
        Between(before.Of, to.Of) is not { } item ? null
        : item.Using.Length == 0 ? item with { Lossy = null }
        : item.Using.Contains("case", StringComparison.Ordinal) || item.Using.Contains("convert", StringComparison.Ordinal) ? null
        : item with
        {
            Using =
                before.Of is DataType.Enum or DataType.Native || to.Of is DataType.Native
                    ? $"{{0}}::text[]::{Types.Write(to)}"
                    : $"{{0}}::{Types.Write(to)}",
            Lossy = null,
        };

    private static Family Of(DataType type) =>
        type switch
        {
            DataType.Integer => Family.Integer,
            DataType.Decimal => Family.Decimal,
            DataType.Float => Family.Float,
            DataType.Text => Family.Text,
            DataType.Boolean => Family.Boolean,
            DataType.Date => Family.Date,
            DataType.Timestamp => Family.Timestamp,
            DataType.Time => Family.Time,
            DataType.Interval => Family.Interval,
            DataType.Uuid => Family.Uuid,
            DataType.Json => Family.Json,
            DataType.Inet => Family.Inet,
            DataType.Bytes => Family.Bytes,
            DataType.TextSearch => Family.TextSearch,
            DataType.Point => Family.Point,
            DataType.Enum => Family.Enum,
            DataType.Array => Family.Array,
            _ => Family.Native,
        };
}
