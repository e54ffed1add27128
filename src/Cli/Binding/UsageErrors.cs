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
        foreach (var message in messages.Distinct(StringComparer.Ordinal))
        {
            error.WriteLine($"error: {message}");
        }

        var at = Mistaken(parsed);
        if (
            parsed.UnmatchedTokens.FirstOrDefault(t => !t.StartsWith('-')) is { } word
            && NearestName.Of(word, at.Command.Subcommands.Select(c => c.Name)) is { } near
        )
        {
            error.WriteLine($"did you mean: dbwright {Path(at)}{near}");
        }

        error.WriteLine($"see: dbwright {Path(at)}--help");
        return ExitStatus.BadInput;
    }

    // Behind a wrong verb the parser may take a later word for the verb: migarte lint.
    private static CommandResult Mistaken(ParseResult parsed) =>
        parsed.Tokens is [{ Value: var first }, ..] && parsed.UnmatchedTokens is [var unmatched, ..] && first == unmatched
            ? parsed.RootCommandResult
            : parsed.CommandResult;

    // migrate apply
    private static string Path(SymbolResult result) =>
        result is CommandResult { Command: not RootCommand, Parent: { } parent } command
            ? $"{Path(parent)}{command.Command.Name} "
            : "";
}
