using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright schema-of</c>.</summary>
internal static class SchemaOfVerb
{
    /// <summary>The command with its argument.</summary>
    public static Command Create(TextWriter output)
    {
        var command = new Command(
            "schema-of",
            "Print the JSON schema of what dbwright reads or prints, for editors and programs."
        );
        var name = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", SchemaOfHandler.Names)}." };
        command.Add(name);
        command.SetAction(parsed =>
        {
            output.WriteLine(SchemaOfHandler.Run(parsed.GetRequiredValue(name)).TrimEnd());
            return (int)ExitStatus.Fine;
        });
        return command;
    }
}
