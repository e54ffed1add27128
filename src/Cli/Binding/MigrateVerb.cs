using System.CommandLine;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate</c> with its own verbs.</summary>
internal static class MigrateVerb
{
    private static readonly Verb[] Verbs =
    [
        new("new", NewVerb.Create),
        new("plan", PlanVerb.Create),
        LintVerb.Verb,
        new("verify", VerifyVerb.Create),
        new("apply", MigrateRunVerbs.Apply),
        new("rollback", MigrateRunVerbs.Rollback),
        new("status", MigrateRunVerbs.Status),
        new("baseline", MigrateRunVerbs.Baseline),
        new("repair", MigrateRunVerbs.Repair),
        new("export", ExportVerb.Create),
    ];

    /// <summary>The command with its verbs.</summary>
    public static Command Create(TextWriter output, TextWriter error) => Create(null, output, error);

    /// <summary>The command with the verb that a word names, or with every verb.</summary>
    public static Command Create(string? word, TextWriter output, TextWriter error)
    {
        var command = new Command("migrate", "What is done with migrations.");
        Verb.Add(command, Verbs, word, output, error);
        return command;
    }
}
