using System.CommandLine;
using System.CommandLine.Parsing;
using Dbwright.Formats;

namespace Dbwright.Cli;

/// <summary>Lengths of time as options give them: 500ms, 2s, 5min, 1h, 7d.</summary>
internal static class Durations
{
    /// <summary>An option that takes one.</summary>
    public static Option<TimeSpan> Option(string name, string description, TimeSpan usual) =>
        new(name)
        {
            Description = description,
            HelpName = "TIME",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Parse(result) ?? usual,
        };

    /// <summary>The length of time that was given; an error of the option when it is none.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Units.Duration(text) is { } time)
        {
            return time;
        }

        result.AddError($"{text} is no time. {Units.DurationForm}");
        return null;
    }
}
