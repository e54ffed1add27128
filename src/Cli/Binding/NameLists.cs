using System.CommandLine;
using System.CommandLine.Parsing;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>Names that an option takes several times, or at once with commas between them.</summary>
internal static class NameLists
{
    /// <summary>An option that takes them.</summary>
    /// <param name="name">The option.</param>
    /// <param name="helpName">What one of them is called in the help.</param>
    /// <param name="description">What the option does.</param>
    /// <param name="known">The names that there are; none where the verb itself knows more about them.</param>
    public static Option<string[]> Option(string name, string helpName, string description, params string[] known)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. Names(result)],
        };
        if (known.Length > 0)
        {
            option.CompletionSources.Add(known);
            option.Validators.Add(result =>
            {
                foreach (var word in Names(result).Where(w => !known.Contains(w, StringComparer.Ordinal)))
                {
                    var near = NearestName.Of(word, known) is { } one
                        ? $"Did you mean {one}?"
                        : $"It knows {string.Join(", ", known)}.";
                    result.AddError($"{name} knows no {word}. {near}");
                }
            });
        }

        return option;
    }

    private static IEnumerable<string> Names(SymbolResult result) =>
        result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries));
}
