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

        foreach (var token in parsed.UnmatchedTokens.Where(t => !t.StartsWith('-')).Take(1))
        {
            var verbs = parsed.RootCommandResult.Command.Subcommands.Select(c => c.Name).ToList();
            if (parsed.CommandResult.Command is RootCommand && NearestName.Of(token, verbs) is { } near)
            {
                error.WriteLine($"did you mean: dbwright {near}");
            }
        }

        error.WriteLine($"see: dbwright {Path(parsed.CommandResult)}--help");
        return ExitStatus.BadInput;
    }

    // migrate apply
    private static string Path(SymbolResult result) =>
        result is CommandResult { Command: not RootCommand, Parent: { } parent } command
            ? $"{Path(parent)}{command.Command.Name} "
            : "";
}
