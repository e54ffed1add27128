using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright design</c>.</summary>
internal static class DesignVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "design",
            "Requirements to schema, index plan, migrations, diagrams and documents. Starts no engine; the same input gives the same bytes."
        );
        var common = new DesignOptions(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var result = await DesignHandler.RunAsync(common.Design(parsed), common.Context(parsed, narrator), cancellation);
                if (common.IsJson(parsed))
                {
                    output.Write(DesignJson.Write(result));
                }
                else
                {
                    DesignText.Write(result, output);
                    FindingText.Write(result.Findings, error);
                }

                return (int)(common.Fails(parsed, result.Findings) ? ExitStatus.NotHeld : ExitStatus.Fine);
            }
        );
        return command;
    }
}
