using System.Globalization;

namespace Dbwright.Formats;

/// <summary>Figures with their units, alike in all documents.</summary>
public static class Quantity
{
    /// <summary>Two significant digits below ten: <c>0.42 ms</c>, <c>7.1 ms</c>, <c>1,250 ms</c>.</summary>
    public static string Milliseconds(double value) =>
        value.ToString(
            value < 1 ? "0.00"
                : value < 10 ? "0.0"
                : "#,0",
            CultureInfo.InvariantCulture
        ) + " ms";

    /// <summary>A target or a limit in the unit that suits it: <c>20 ms</c>, <c>1.5 s</c>, <c>5 min</c>, <c>7 years</c>.</summary>
    public static string Duration(TimeSpan value) =>
        value.TotalMilliseconds < 1000 ? Number(value.TotalMilliseconds, "ms")
        : value.TotalSeconds < 60 ? Number(value.TotalSeconds, "s")
        : value.TotalMinutes < 60 ? Number(value.TotalMinutes, "min")
        : value.TotalHours < 48 ? Number(value.TotalHours, "h")
        : value.TotalDays < 730 ? Number(value.TotalDays, "days")
        : Number(Math.Round(value.TotalDays / 365.25, 1), "years");

    /// <summary><c>0.42 s</c>, <c>12.3 s</c>.</summary>
    public static string Seconds(double value) =>
        value.ToString(value < 10 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture) + " s";

    /// <summary>With thousands separated.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A number and what it counts, in the right number: <c>1 table</c>, <c>2 tables</c>, <c>2 indexes</c>.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {(value == 1 ? noun : Plural(noun))}";

    /// <summary>Of a mean, so that one row of two is not shown as none.</summary>
    public static string Mean(double value) => value.ToString(value < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    /// <summary><c>512 B</c>, <c>16 KiB</c>, <c>1.3 MiB</c>.</summary>
    public static string Bytes(long value)
    {
        string[] units = ["KiB", "MiB", "GiB", "TiB"];
        if (value < 1024)
        {
            return value.ToString(CultureInfo.InvariantCulture) + " B";
        }

        var (size, unit) = (value / 1024.0, 0);
        while (size >= 1023.5 && unit < units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return $"{size.ToString(size < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    /// <summary>A share of 0 to 1: <c>97.5 %</c>; never rounded up to all.</summary>
    public static string Percent(double share)
    {
        var percent = Math.Round(share * 100, 1);
        return (percent >= 100 && share < 1 ? "99.9" : percent.ToString("0.#", CultureInfo.InvariantCulture)) + " %";
    }

    /// <summary>How often, by the second, the minute or the hour: <c>200/s</c>, <c>1/min</c>.</summary>
    public static string Rate(decimal perSecond) =>
        perSecond >= 1 ? $"{Digits(perSecond)}/s"
        : perSecond * 60 >= 1 ? $"{Digits(perSecond * 60)}/min"
        : $"{Digits(perSecond * 3600)}/h";

    /// <summary>A rate, or a word for none.</summary>
    public static string Rate(decimal? perSecond) => perSecond is { } rate ? Rate(rate) : "not said";

    private static string Digits(decimal value) => Math.Round(value, 1).ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Number(double value, string unit) =>
        $"{Math.Round(value, 1).ToString("#,0.#", CultureInfo.InvariantCulture)} {unit}";

    private static string Plural(string noun) =>
        noun.EndsWith('x') || noun.EndsWith("ch", StringComparison.Ordinal) ? $"{noun}es"
        : noun.EndsWith('y') && !noun.EndsWith("key", StringComparison.Ordinal) ? $"{noun[..^1]}ies"
        : $"{noun}s";
}
