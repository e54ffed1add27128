using System.CommandLine;
using System.Globalization;
using Dbwright.Commands;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright prove</c>.</summary>
internal static class ProveVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "prove",
            "Design, then run what the design claims on a throw-away server at volume: migrations up, down and up, data that satisfies every "
                + "constraint, every access pattern without and with the design's indexes, integrity. Writes the evidence and ticks the boxes."
        );
        var common = new DesignOptions(command);
        var scale = new Option<decimal>("--scale")
        {
            Description = "Scales the volumes of the requirements; 0.1 is a tenth of the rows.",
            DefaultValueFactory = _ => 1,
        };
        var seed = new Option<long>("--random-seed")
        {
            Description = "The seed of the generated data.",
            DefaultValueFactory = _ => 1,
        };
        var sandbox = new Option<string?>("--sandbox")
        {
            Description =
                "A server of yours to work on instead of a throw-away one, in a database of its own that is dropped afterwards.",
            HelpName = "URL",
        };
        var offline = new Option<bool>("--offline") { Description = "Never fetch an engine's binaries." };
        foreach (var option in new Option[] { scale, seed, sandbox, offline })
        {
            command.Add(option);
        }

        scale.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<decimal>() is <= 0 or > 1000)
            {
                result.AddError("--scale is a number above 0 and at most 1000; 1 is what the requirements say.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = Narrators.Create(common.IsInteractive(parsed), error);
                var request = new ProveRequest(common.Design(parsed))
                {
                    Scale = parsed.GetValue(scale),
                    Seed = parsed.GetValue(seed),
                    Sandbox = parsed.GetValue(sandbox),
                    Offline = parsed.GetValue(offline),
                };
                request = request with { CommandLine = CommandText(request) };
                var result = await ProveHandler.RunAsync(request, common.Context(parsed, narrator), cancellation);
                narrator.Dispose();
                if (common.IsJson(parsed))
                {
                    output.Write(ReportJson.Write(result.Report));
                }
                else
                {
                    ProveText.Write(result, output);
                    FindingText.Write(result.Report.Findings, error);
                }

                return (int)(
                    result.Holds && !common.Fails(parsed, result.Report.Findings) ? ExitStatus.Fine : ExitStatus.NotHeld
                );
            }
        );
        return command;
    }

    /// <summary>The command that gives the same report again; a server's address is left out, for it may hold a password.</summary>
    private static string CommandText(ProveRequest request)
    {
        var text = $"dbwright prove {request.Design.Source}";
        text += request.Design.Engine is { } engine ? $" --database {engine}" : "";
        text += request.Design.Output is { } folder ? $" --output {folder}" : "";
        text += request.Scale != 1 ? $" --scale {request.Scale.ToString(CultureInfo.InvariantCulture)}" : "";
        text += request.Seed != 1 ? $" --random-seed {request.Seed.ToString(CultureInfo.InvariantCulture)}" : "";
        return text + (request.Sandbox is null ? "" : " --sandbox URL");
    }
}
