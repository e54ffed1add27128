using System.Text.RegularExpressions;
using Dbwright.Formats;
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
    /// <exception cref="Failure">It says that it waits, but not for what and how long (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Cutover? Of(ScriptFile script)
    {
        if (Remarked().Match(script.Text) is not { Success: true } remark)
        {
            return null;
        }

        var words = remark
            .Groups["what"]
            .Value.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var version, var length] && Units.Duration(length) is { } live
            ? new(version, live)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "cutover-form",
                "This file waits for another, but does not say for which and how long.",
                $"Expected a version and a length of time. {Units.DurationForm}",
                "-- dbwright:after 0003 7d",
                script.At(remark.Groups["what"].Index)
            );
    }

    /// <summary>Whether a version is the one that it waits for, with or without zeros at the beginning.</summary>
    public bool Names(string version) => Version.TrimStart('0') == version.TrimStart('0');

    /// <summary>A duration as a person writes it: <c>7d</c>, <c>12h</c>, <c>90min</c>, <c>0s</c>.</summary>
    public static string Text(TimeSpan time) =>
        time.Ticks == 0 ? "0s"
        : time.Ticks % TimeSpan.TicksPerDay == 0 ? FormattableString.Invariant($"{time.Days}d")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? FormattableString.Invariant($"{(long)time.TotalHours}h")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? FormattableString.Invariant($"{(long)time.TotalMinutes}min")
        : FormattableString.Invariant($"{(long)time.TotalSeconds}s");

    [GeneratedRegex(
        @"^[ \t]*--[ \t]*dbwright:after\b[ \t]*(?<what>[^\r\n]*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Remarked();
}
