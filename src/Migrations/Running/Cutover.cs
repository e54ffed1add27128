using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// A file that only runs when another has been live for some time, so that no application is left that would not survive it:
/// <c>-- dbwright:after 0003 7d</c>.
/// </summary>
/// <param name="Version">The version that must be applied.</param>
/// <param name="Live">How long ago.</param>
public sealed partial record Cutover(string Version, TimeSpan Live)
{
    /// <summary>The remark that says so.</summary>
    public static string Remark(long version, TimeSpan live) =>
        FormattableString.Invariant($"-- dbwright:after {version:0000} {Text(live)}");

    /// <summary>What a file waits for; none when it waits for nothing.</summary>
    public static Cutover? Of(ScriptFile script) =>
        Words().Match(script.Text) is { Success: true } remark
            ? new(remark.Groups["version"].Value, Time(remark.Groups["number"].ValueSpan, remark.Groups["unit"].Value))
            : null;

    /// <summary>Whether a version is the one that it waits for, with or without zeros at the beginning.</summary>
    public bool Names(string version) => Version.TrimStart('0') == version.TrimStart('0');

    /// <summary>A duration as a person writes it: <c>7d</c>, <c>12h</c>, <c>90min</c>, <c>0s</c>.</summary>
    public static string Text(TimeSpan time) =>
        time.Ticks == 0 ? "0s"
        : time.Ticks % TimeSpan.TicksPerDay == 0 ? FormattableString.Invariant($"{time.Days}d")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? FormattableString.Invariant($"{(long)time.TotalHours}h")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? FormattableString.Invariant($"{(long)time.TotalMinutes}min")
        : FormattableString.Invariant($"{(long)time.TotalSeconds}s");

    /// <summary>What <see cref="Text"/> writes; none where it is not of that form.</summary>
    public static TimeSpan? Time(string text) =>
        Distance().Match(text) is { Success: true } time
            ? Time(time.Groups["number"].ValueSpan, time.Groups["unit"].Value)
            : null;

    private static TimeSpan Time(ReadOnlySpan<char> number, string unit)
    {
        var count = double.Parse(number, CultureInfo.InvariantCulture);
        return unit switch
        {
            "d" => TimeSpan.FromDays(count),
            "h" => TimeSpan.FromHours(count),
            "min" => TimeSpan.FromMinutes(count),
            _ => TimeSpan.FromSeconds(count),
        };
    }

    [GeneratedRegex(
        @"^[ \t]*--[ \t]*dbwright:after[ \t]+(?<version>\S+)[ \t]+(?<number>\d{1,6})[ \t]*(?<unit>d|h|min|s)[ \t]*\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?<number>\d{1,6})(?<unit>d|h|min|s)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Distance();
}
