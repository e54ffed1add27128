using System.CommandLine;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate</c> with its own verbs.</summary>
internal static class MigrateVerb
{
    /// <summary>The command with its verbs.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("migrate", "What is done with migrations.");
        command.Add(PlanVerb.Create(output, error));
        command.Add(LintVerb.Create(output, error));
        command.Add(VerifyVerb.Create(output, error));
        command.Add(MigrateRunVerbs.Apply(output, error));
        command.Add(MigrateRunVerbs.Rollback(output, error));
        command.Add(MigrateRunVerbs.Status(output, error));
        command.Add(MigrateRunVerbs.Baseline(output, error));
        command.Add(MigrateRunVerbs.Repair(output, error));
        return command;
    }
}
