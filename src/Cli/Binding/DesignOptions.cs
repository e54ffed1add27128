using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>The options of every verb that designs, bound alike.</summary>
internal sealed class DesignOptions
{
    private readonly Option<string?> engine = new("--engine", "--database")
    {
        Description = "The engine, perhaps with its major version (postgresql:16), instead of the document's.",
        HelpName = "NAME[:VERSION]",
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description =
            "The folder to write; by default `database` beside the document (`database-NAME` for another engine than the document's).",
        HelpName = "FOLDER",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "How the result is printed.",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string> failOn = new("--fail-on")
    {
        Description = "The least severe finding that makes the exit status 1.",
        DefaultValueFactory = _ => "error",
    };

    private readonly Option<string[]> rename = new("--rename")
    {
        Description =
            "What the document calls otherwise than before (orders=purchases, orders.total=amount): the next migration keeps its data.",
        HelpName = "OLD=NEW",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> allow = NameLists.Option(
        "--allow",
        "HAZARD",
        "Permits a danger by its name: data-loss lets the next migration destroy what the document no longer asks for.",
        Hazard.WordOf(HazardKind.DataLoss)
    );

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing while working." };
    private readonly Option<bool> noColor = new("--no-color") { Description = "No colours, no moving progress." };

    private readonly Argument<string> source = new("SOURCE")
    {
        Description = "A requirements document, or a folder with a requirements.yaml.",
        DefaultValueFactory = _ => "requirements.yaml",
    };

    /// <summary>Adds the options to a verb.</summary>
    public DesignOptions(Command command)
    {
        format.AcceptOnlyFromAmong("text", "json");
        failOn.AcceptOnlyFromAmong("error", "warning", "never");
        command.Add(source);
        foreach (var option in new Option[] { engine, output, rename, allow, format, failOn, quiet, noColor })
        {
            command.Add(option);
        }
    }

    /// <summary>The request for a design.</summary>
    public DesignRequest Design(ParseResult parsed) =>
        new(parsed.GetRequiredValue(source))
        {
            Engine = parsed.GetValue(engine),
            Output = parsed.GetValue(output),
            Renames = parsed.GetRequiredValue(rename).ToSequence(),
            AllowDataLoss = parsed.GetRequiredValue(allow).Length > 0,
        };

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(format) == "json";

    /// <summary>Whether findings reach the threshold.</summary>
    public bool Fails(ParseResult parsed, IEnumerable<Finding> findings) =>
        parsed.GetValue(failOn) switch
        {
            "never" => false,
            "warning" => findings.Any(f => f.Severity >= Severity.Warning),
            _ => findings.Any(f => f.Severity == Severity.Error),
        };

    /// <summary>Whether moving progress and colours may be shown.</summary>
    public bool IsInteractive(ParseResult parsed) =>
        !parsed.GetValue(noColor)
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    /// <summary>What handlers need.</summary>
    public CommandContext Context(ParseResult parsed, INarrator narrator) => ProgramContext.Of(narrator, parsed.GetValue(quiet));
}
