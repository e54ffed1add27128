using System.Globalization;
using System.Text.RegularExpressions;

namespace Dbwright.Formats;

/// <summary>Reads amounts with units: <c>100k</c>, <c>20ms</c>, <c>7 years</c>, <c>200/s</c>, <c>20%/month</c>, <c>10km</c>.</summary>
public static partial class Units
{
    private const decimal GreatestCount = 1e15m;
    private const int LongestText = 40;
    private const decimal DaysPerMonth = 30;
    private const decimal DaysPerYear = 365;

    /// <summary>How durations are written, for errors.</summary>
    public const string DurationForm =
        "Write a number with ms, s, min, h, days, weeks, months or years, for example 100ms or 7 years.";

    /// <summary>How numbers of things are written, for errors.</summary>
    public const string CountForm = "Write a whole number, or one with k, M or G: 500, 100k, 2.5M.";

    /// <summary>How rates are written, for errors.</summary>
    public const string RateForm = "Write a number per s, min, h or day, for example 200/s or 1/min.";

    /// <summary>A number of things, or none when the text is no such number or beyond 10^15.</summary>
    public static long? Count(string text)
    {
        var match = CountPattern().Match(Bounded(text));
        if (!match.Success || Number(match.Groups["number"].Value.Replace("_", "").Replace(",", "")) is not { } number)
        {
            return null;
        }

        var factor = match.Groups["unit"].Value switch
        {
            "" => 1m,
            "k" or "K" => 1_000m,
            "M" or "m" => 1_000_000m,
            _ => 1_000_000_000m,
        };
        return number <= GreatestCount && number * factor is var count and <= GreatestCount && decimal.IsInteger(count)
            ? (long)count
            : null;
    }

    /// <summary>A length of time; months have 30 days, years 365.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationPattern().Match(Bounded(text));
        if (
            !match.Success
            || Number(match.Groups["number"].Value) is not { } number
            || UnitDays(match.Groups["unit"].Value) is not { } days
        )
        {
            return null;
        }

        return number <= 1_000_000_000m && number * days <= 3_000_000m
            ? TimeSpan.FromTicks((long)(number * days * TimeSpan.TicksPerDay))
            : null;
    }

    /// <summary>How often something happens, per second.</summary>
    public static decimal? PerSecond(string text)
    {
        var at = text.IndexOf('/');
        if (at < 0 || Count(text[..at].Trim()) is not { } count)
        {
            return at > 0 && Number(text[..at].Trim()) is { } fraction && Period(text[(at + 1)..].Trim()) is { } length
                ? fraction / length
                : null;
        }

        return Period(text[(at + 1)..].Trim()) is { } seconds ? count / seconds : null;
    }

    /// <summary>A share in percent (<c>99.9%</c>).</summary>
    public static decimal? Percent(string text) =>
        text.EndsWith('%') && Number(text[..^1].Trim()) is { } percent ? percent : null;

    /// <summary>A distance in metres.</summary>
    public static decimal? Metres(string text)
    {
        var match = DistancePattern().Match(Bounded(text));
        return match.Success && Number(match.Groups["number"].Value) is { } number and <= 100_000_000m
            ? number * (match.Groups["unit"].Value == "km" ? 1000 : 1)
            : null;
    }

    /// <summary>A plain number that is not negative.</summary>
    public static decimal? Number(string text) =>
        text.Length is > 0 and <= 28
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Bounded(string text) => text.Length > LongestText ? "" : text;

    private static decimal? Period(string unit) =>
        unit switch
        {
            "s" or "sec" or "second" => 1,
            "min" or "minute" => 60,
            "h" or "hour" => 3600,
            "d" or "day" => 86400,
            _ => null,
        };

    private static decimal? UnitDays(string unit) =>
        unit switch
        {
            "ms" => 1m / 86_400_000,
            "s" or "second" or "seconds" => 1m / 86_400,
            "min" or "minute" or "minutes" => 1m / 1_440,
            "h" or "hour" or "hours" => 1m / 24,
            "d" or "day" or "days" => 1,
            "week" or "weeks" => 7,
            "month" or "months" => DaysPerMonth,
            "year" or "years" => DaysPerYear,
            _ => null,
        };

    [GeneratedRegex(
        @"^(?<number>[0-9][0-9_,]*(\.[0-9]+)?) ?(?<unit>[kKmMgG]?)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CountPattern();

    [GeneratedRegex(
        @"^(?<number>[0-9]+(\.[0-9]+)?) ?(?<unit>[a-z]+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DurationPattern();

    [GeneratedRegex(
        @"^(?<number>[0-9]+(\.[0-9]+)?) ?(?<unit>k?m)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DistancePattern();
}
