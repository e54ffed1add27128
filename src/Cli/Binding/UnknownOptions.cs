using System.CommandLine;
using System.CommandLine.Parsing;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>
/// Words that look like options and are none. The parser would take them as files or as values; here a word that begins with <c>--</c>, or with
/// <c>-</c> and a letter, is an option or a mistake, unless it stands behind a <c>--</c>.
/// </summary>
internal static class UnknownOptions
{
    /// <summary>The first such word as an error; <see langword="null"/> when there is none.</summary>
    public static string? Find(string[] words, ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        if (verb.Subcommands.Count > 0 && parsed.UnmatchedTokens.Any(t => !t.StartsWith('-')))
        {
            // The verb itself is the mistake.
            return null;
        }

        var names = Names(parsed.CommandResult);
        foreach (var word in words.TakeWhile(w => w != "--"))
        {
            if (LooksLikeOne(word) && !IsKnown(word, names))
            {
                var near = NearestName.Of(NameOf(word), names.Where(n => n.StartsWith("--", StringComparison.Ordinal)));
                return $"{NameOf(word)} is no option of dbwright{UsageErrors.Path(parsed.CommandResult)}{(near is null ? "." : $"; did you mean {near}?")}"
                    + " A file or value that begins with a dash stands behind -- or behind an option's = sign.";
            }
        }

        return null;
    }

    private static bool LooksLikeOne(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) || (word is ['-', var letter, ..] && char.IsAsciiLetter(letter));

    private static bool IsKnown(string word, HashSet<string> names) =>
        names.Contains(NameOf(word)) || (word[1] != '-' && names.Contains(word[..2]));

    // --output=x, and --output:x, which the parser takes too.
    private static string NameOf(string word) => word.IndexOfAny(['=', ':']) is > 0 and var end ? word[..end] : word;

    // Those of the verb, and those of the commands above it that hold for it too.
    private static HashSet<string> Names(CommandResult verb)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (SymbolResult? at = verb; at is not null; at = at.Parent)
        {
            if (at is CommandResult { Command: var command })
            {
                foreach (var option in command.Options.Where(o => at == verb || o.Recursive))
                {
                    names.Add(option.Name);
                    names.UnionWith(option.Aliases);
                }
            }
        }

        return names;
    }
}
