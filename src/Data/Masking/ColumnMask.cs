using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What becomes of the values of a column: a function of the value and of the key, alike in all tables.</summary>
public abstract class ColumnMask
{
    /// <summary>What is done.</summary>
    public required MaskKind Kind { get; init; }

    /// <summary>Whether no result may be one of the originals: they are compared as sets.</summary>
    public virtual bool ComparesSets => false;

    /// <summary>The masked value.</summary>
    /// <param name="value">The original as the engine writes it, or none for null.</param>
    /// <param name="originals">Whether a text is one of the originals of the columns that are masked.</param>
    public abstract string? Of(string? value, Func<string, bool> originals);
}

/// <summary>Values that stay.</summary>
internal sealed class KeepMask : ColumnMask
{
    public override string? Of(string? value, Func<string, bool> originals) => value;
}

/// <summary>Values that go.</summary>
internal sealed class NullMask : ColumnMask
{
    public override string? Of(string? value, Func<string, bool> originals) => null;
}

/// <summary>A fixed value.</summary>
/// <param name="fixedValue">The value.</param>
internal sealed class RedactMask(string fixedValue) : ColumnMask
{
    public override bool ComparesSets => true;

    public override string? Of(string? value, Func<string, bool> originals) => value is null ? null : fixedValue;
}

/// <summary>A keyed hash in the form of the type.</summary>
/// <param name="hash">The key.</param>
/// <param name="type">The type.</param>
internal sealed class HashMask(KeyedHash hash, DataType type) : ColumnMask
{
    public override bool ComparesSets => type is DataType.Text or DataType.Native or DataType.Uuid;

    /// <summary>Whether values of the type have a hash.</summary>
    public static bool Fits(DataType type) =>
        type
            is DataType.Text
                or DataType.Integer
                or DataType.Decimal
                or DataType.Uuid
                or DataType.Native { Sql: "citext" or "character varying" or "any" or "" };

    public override string? Of(string? value, Func<string, bool> originals)
    {
        if (value is null)
        {
            return null;
        }

        var bytes = hash.Bytes("hash", value);
        return type switch
        {
            DataType.Integer(var bits) => Whole(
                    value,
                    bits == 16 ? 32_000
                        : bits == 32 ? int.MaxValue
                        : 1L << 53
                )
                .ToString(CultureInfo.InvariantCulture),
            DataType.Decimal(var precision, var scale) => Exact(value, precision ?? 12, scale ?? 0),
            DataType.Uuid => new Guid(bytes.AsSpan(0, 16), bigEndian: true).ToString(),
            DataType.Text({ } longest, _) => Convert.ToHexStringLower(bytes)[..Math.Min(32, longest)],
            _ => Convert.ToHexStringLower(bytes)[..32],
        };
    }

    private long Whole(string value, long below) => (long)(hash.Number("number", value) % (ulong)below);

    private string Exact(string value, int precision, int scale)
    {
        var below = Enumerable.Repeat(10L, Math.Clamp(precision, 1, 17)).Aggregate(1L, (a, b) => a * b);
        var unit = Enumerable.Repeat(10m, Math.Clamp(scale, 0, 17)).Aggregate(1m, (a, b) => a * b);
        return (Whole(value, below) / unit).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Dates and moments, all moved by as many days, so that their order and distances stay.</summary>
/// <param name="days">By how many; never 0.</param>
internal sealed class ShiftMask(int days) : ColumnMask
{
    public override string? Of(string? value, Func<string, bool> originals)
    {
        if (value is null or "infinity" or "-infinity")
        {
            return value;
        }

        if (
            value.Length < 10
            || !DateOnly.TryParseExact(
                value.AsSpan(0, 10),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "mask-shift",
                "A value that is to be moved is no date: it does not begin as 2026-01-31 does.",
                "Nothing is left as it was.",
                "Choose another mask for the column: null, hash or redact."
            );
        }

        return $"{date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{value.AsSpan(10)}";
    }
}

/// <summary>Made values of the same meaning. No result is an original, and where one of the columns is unique no two originals share one.</summary>
/// <param name="hash">The key.</param>
/// <param name="meaning">What the values mean; columns of the same meaning give the same original the same value.</param>
/// <param name="make">Makes a value from a number.</param>
/// <param name="longest">The greatest number of characters, or none.</param>
/// <param name="given">The results so far with the hash of their original, where no two may share one; otherwise none.</param>
internal sealed class FakeMask(
    KeyedHash hash,
    string meaning,
    Func<long, string> make,
    int? longest,
    Dictionary<string, ulong>? given
) : ColumnMask
{
    private const int Redraws = 24;

    public override bool ComparesSets => true;

    public override string? Of(string? value, Func<string, bool> originals)
    {
        if (value is null)
        {
            return null;
        }

        // Letters and spaces around do not make another person.
        var known = value.Trim().ToLowerInvariant();
        var own = hash.Number(meaning, known);
        for (var attempt = 0; ; attempt++)
        {
            var number = (long)(hash.Number(meaning, $"{attempt.ToString(CultureInfo.InvariantCulture)}\u001f{known}") >> 24);
            var made = make(number);
            if (attempt >= Redraws)
            {
                made = Numbered(made, hash.Bytes($"{meaning} number", $"{attempt}\u001f{known}"));
            }

            if (originals(made))
            {
                continue;
            }

            if (given is null || given.TryAdd(made, own) || given[made] == own)
            {
                return made;
            }
        }
    }

    // Where all usual values are used up: before the @ of an address, and otherwise at the end.
    private string Numbered(string made, byte[] bytes)
    {
        var digits = new StringBuilder();
        var at = made.IndexOf('@', StringComparison.Ordinal);
        var isNumber = made.Length > 0 && made.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '.');
        for (var i = 0; i < 8; i++)
        {
            digits.Append((char)('0' + bytes[i] % 10));
        }

        var room = Math.Max(0, (longest ?? int.MaxValue) - digits.Length - (isNumber ? 0 : 1));
        return at > 0 ? $"{made[..Math.Min(at, Math.Max(1, room - (made.Length - at)))]}.{digits}{made[at..]}"
            : isNumber ? $"{made[..Math.Min(Math.Min(made.Length, 4), room)]}{digits}"
            : $"{made[..Math.Min(made.Length, room)]} {digits}";
    }
}
