using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright todo</c>.</summary>
internal static class TodoVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "todo",
            "Write TODO_database-architect.md for the requirements: every change and item as a box. `prove` ticks the boxes."
        );
        var common = new DesignOptions(command);
        var only = new Option<bool>("--only") { Description = "Write just that file, none of the rest of the design." };
        command.Add(only);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = common.Design(parsed) with { TodoOnly = parsed.GetValue(only) };
                var result = await DesignHandler.RunAsync(request, common.Context(parsed, narrator), cancellation);
                if (common.IsJson(parsed))
                {
                    output.Write(DesignJson.Write(result));
                }
                else
                {
                    DesignText.WriteFiles(result, output);
                    FindingText.Write(result.Findings, error);
                }

                return (int)(common.Fails(parsed, result.Findings) ? ExitStatus.NotHeld : ExitStatus.Fine);
            }
        );
        return command;
    }
}
