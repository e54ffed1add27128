using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What nobody can run, seen before anything runs.</summary>
public static class FileChecks
{
    /// <summary>The findings of a file, each with its place; all are errors.</summary>
    /// <param name="script">The file.</param>
    /// <param name="steps">Its statements.</param>
    /// <param name="engine">Whose SQL it is.</param>
    /// <param name="undoesDefinitions">Whether transactions of its engine hold definitions.</param>
    public static IEnumerable<Finding> Of(ScriptFile script, IReadOnlyList<Step> steps, Engine engine, bool undoesDefinitions)
    {
        if (steps.FirstOrDefault(s => s.Kind == StepKind.Client) is { } client)
        {
            yield return new("client-command", Severity.Error, "This is a command of a client program, not a statement.")
            {
                Detail = "The server does not know it: psql, mariadb or sqlite3 would run it.",
                Fix = "Write it as SQL.",
                Location = script.At(client.Offset),
            };
        }

        foreach (var wrong in Directives.Wrong(script, steps, engine))
        {
            yield return wrong;
        }

        var alone = steps.FirstOrDefault(s => s.Kind is StepKind.Alone or StepKind.Repeatable);
        if (
            undoesDefinitions
            && script.IsOneTransaction
            && alone is not null
            && steps.Any(s => s.Kind is StepKind.Plain or StepKind.Opaque)
        )
        {
            yield return new(
                "mixed-transaction",
                Severity.Error,
                "This statement cannot be in a transaction, and others of the file are in one."
            )
            {
                Detail = "The file as a whole would neither be undone nor be known to be done.",
                Fix =
                    $"Move it to a file of its own, or write `{MigrationFolder.NoTransaction}` on a line of its own at the top: "
                    + "then every statement is done and noted by itself.",
                Location = script.At(alone.Offset),
            };
        }
    }
}
