using System.CommandLine;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>Says what is wrong with a command line, and where its page is.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the errors.</summary>
    public static ExitStatus Write(ParseResult parsed, TextWriter error)
    {
        foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
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

        var command = parsed.CommandResult.Command;
        error.WriteLine($"see: dbwright {(command is RootCommand ? "" : command.Name + " ")}--help");
        return ExitStatus.BadInput;
    }
}
