using System.CommandLine;
using System.CommandLine.Parsing;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>Says what is wrong with a command line, and where its page is.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the errors.</summary>
    public static ExitStatus Write(ParseResult parsed, IEnumerable<string> messages, TextWriter error)
    {
        var at = Mistaken(parsed);
        foreach (var message in Messages(parsed, at, messages))
        {
            error.WriteLine(message);
        }

        error.WriteLine($"see: dbwright{Path(at)} --help");
        return ExitStatus.BadInput;
    }

    /// <summary>The words of a command behind the program's name, each with a space before it.</summary>
    public static string Path(SymbolResult result) =>
        result is CommandResult { Command: not RootCommand, Parent: { } parent } command
            ? $"{Path(parent)} {command.Command.Name}"
            : "";

    private static IEnumerable<string> Messages(ParseResult parsed, CommandResult at, IEnumerable<string> messages)
    {
        var commands = at.Command.Subcommands.Select(c => c.Name).ToList();
        if (commands.Count == 0 || parsed.UnmatchedTokens is [['-', ..], ..])
        {
            return messages.Distinct(StringComparer.Ordinal).Select(m => $"error: {m}");
        }

        // What stands behind an unknown command belongs to nobody.
        return parsed.UnmatchedTokens is not [var word, ..]
                ? [$"error: dbwright{Path(at)} does nothing by itself. Its commands: {string.Join(", ", commands)}."]
            : NearestName.Of(word, commands) is not { } near ? [$"error: {word} is no command of dbwright{Path(at)}."]
            : [$"error: {word} is no command of dbwright{Path(at)}.", $"did you mean: dbwright{Path(at)} {near}"];
    }

    // Behind a wrong verb the parser may take a later word for the verb: migarte lint.
    private static CommandResult Mistaken(ParseResult parsed) =>
        parsed.Tokens is [{ Value: var first }, ..] && parsed.UnmatchedTokens is [var unmatched, ..] && first == unmatched
            ? parsed.RootCommandResult
            : parsed.CommandResult;
}
