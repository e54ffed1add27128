using System.CommandLine;
using System.Globalization;

namespace Dbwright.Cli;

/// <summary>Whole numbers as options give them, within bounds.</summary>
internal static class WholeNumbers
{
    /// <summary>An option that takes one.</summary>
    public static Option<int> Option(string name, string description, int usual, int least, int most = int.MaxValue) =>
        new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        }.Between(least, most);

    /// <summary>Refuses a number out of bounds, and says them.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">The smallest number.</param>
    /// <param name="most">The largest number.</param>
    public static T Between<T>(this T option, int least, int most = int.MaxValue)
        where T : Option
    {
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && (number < least || number > most)
            )
            {
                result.AddError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{option.Name} is a whole number of {least}{(most == int.MaxValue ? " or more" : $" to {most}")}; {number} is not."
                    )
                );
            }
        });
        return option;
    }
}
