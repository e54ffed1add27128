using System.Globalization;
using System.Text;

namespace Dbwright.Engines;

/// <summary>Values between .NET and the client library.</summary>
internal static class MariaDbValues
{
    private const long TicksAMicrosecond = 10;

    /// <summary>
    /// The value of a result's column from its text; types without a .NET value, and dates of zeros, come as text, bytes as they are.
    /// </summary>
    /// <param name="text">The text, as the library gives it.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="binary">Whether it holds bytes and not characters.</param>
    public static object Read(ReadOnlySpan<byte> text, MariaDbFieldType type, bool binary)
    {
        switch (type)
        {
            case MariaDbFieldType.Tiny
            or MariaDbFieldType.Short
            or MariaDbFieldType.Int24
            or MariaDbFieldType.Long
            or MariaDbFieldType.LongLong
            or MariaDbFieldType.Year:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? (object)number
                    : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
            case MariaDbFieldType.Decimal or MariaDbFieldType.NewDecimal:
                // Sixty-five digits are possible, and a .NET decimal has twenty-eight.
                return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var exact)
                    ? exact
                    : Encoding.UTF8.GetString(text);
            case MariaDbFieldType.Float or MariaDbFieldType.Double:
                return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            case MariaDbFieldType.Date:
                var date = Encoding.UTF8.GetString(text);
                return DateOnly.TryParse(date, CultureInfo.InvariantCulture, out var day) ? day : date;
            case MariaDbFieldType.DateTime or MariaDbFieldType.Timestamp:
                var moment = Encoding.UTF8.GetString(text);
                return DateTime.TryParse(moment, CultureInfo.InvariantCulture, out var parsed)
                    ? DateTime.SpecifyKind(parsed, DateTimeKind.Utc)
                    : moment;
            case MariaDbFieldType.Time:
                return Duration(Encoding.UTF8.GetString(text));
            case MariaDbFieldType.TinyBlob
            or MariaDbFieldType.MediumBlob
            or MariaDbFieldType.LongBlob
            or MariaDbFieldType.Blob
            or MariaDbFieldType.VarString
            or MariaDbFieldType.String
            or MariaDbFieldType.Bit
            or MariaDbFieldType.Geometry when binary:
                return text.ToArray();
            default:
                return Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>A moment in UTC, to the microsecond.</summary>
    public static MariaDbTime Moment(DateTime moment) =>
        new()
        {
            Year = (uint)moment.Year,
            Month = (uint)moment.Month,
            Day = (uint)moment.Day,
            Hour = (uint)moment.Hour,
            Minute = (uint)moment.Minute,
            Second = (uint)moment.Second,
            Microsecond = new((nuint)(moment.Ticks % TimeSpan.TicksPerSecond / TicksAMicrosecond)),
            Kind = 1,
        };

    /// <summary>A date.</summary>
    public static MariaDbTime Date(DateOnly date) =>
        new()
        {
            Year = (uint)date.Year,
            Month = (uint)date.Month,
            Day = (uint)date.Day,
        };

    /// <summary>A time of day, or a length of time of at most 838 hours.</summary>
    public static MariaDbTime Time(TimeSpan time)
    {
        var length = time.Duration();
        return new()
        {
            Hour = (uint)(length.Days * 24 + length.Hours),
            Minute = (uint)length.Minutes,
            Second = (uint)length.Seconds,
            Microsecond = new((nuint)(length.Ticks % TimeSpan.TicksPerSecond / TicksAMicrosecond)),
            IsNegative = time < TimeSpan.Zero ? (byte)1 : (byte)0,
            Kind = 2,
        };
    }

    // hhh:mm:ss.ffffff with up to 838 hours, which TimeSpan.Parse would take for days.
    private static TimeSpan Duration(string text)
    {
        var isNegative = text.StartsWith('-');
        var parts = text.TrimStart('-').Split(':', '.');
        var whole =
            TimeSpan.FromHours(int.Parse(parts[0], CultureInfo.InvariantCulture))
            + TimeSpan.FromMinutes(int.Parse(parts[1], CultureInfo.InvariantCulture))
            + TimeSpan.FromSeconds(int.Parse(parts[2], CultureInfo.InvariantCulture));
        var fraction =
            parts.Length > 3
                ? TimeSpan.FromMicroseconds(int.Parse(parts[3].PadRight(6, '0'), CultureInfo.InvariantCulture))
                : TimeSpan.Zero;
        return isNegative ? -(whole + fraction) : whole + fraction;
    }
}
