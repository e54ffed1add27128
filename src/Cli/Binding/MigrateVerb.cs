using System.CommandLine;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate</c> with its own verbs.</summary>
internal static class MigrateVerb
{
    /// <summary>The command with its verbs.</summary>
    public static Command Create(TextWriter output)
    {
        var command = new Command("migrate", "What is done with migrations.");
        command.Add(LintVerb.Create(output));
        return command;
    }
}
