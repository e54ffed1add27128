using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dbwright.Cli;

/// <summary>Lengths of time as options give them: 500ms, 2s, 5min, 1h.</summary>
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
        var digits = text.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz"]);
        var unit = text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        if (
            unit > TimeSpan.Zero
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        )
        {
            return unit * number;
        }

        result.AddError($"{text} is no time. Write 500ms, 2s, 5min or 1h.");
        return null;
    }
}
