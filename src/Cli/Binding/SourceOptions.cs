using System.CommandLine;
using Dbwright.Commands;

namespace Dbwright.Cli;

/// <summary>The options of every verb that reads schemas, bound alike.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> engine = new("--engine", "--database")
    {
        Description = "The engine that texts are written for, perhaps with its major version (postgresql:16).",
        HelpName = "NAME[:VERSION]",
    };

    private readonly Option<string?> sandbox = new("--sandbox")
    {
        Description = "A server in which texts are loaded, in a database of its own that is dropped afterwards.",
        HelpName = "URL",
    };

    private readonly Option<bool> offline = new("--offline") { Description = "Never fetch server programs." };
    private readonly Option<bool> noCache = new("--no-cache") { Description = "Read texts anew, whatever earlier runs kept." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing while working." };

    /// <summary>Adds the options to a verb.</summary>
    public SourceOptions(Command command)
    {
        foreach (var option in new Option[] { engine, sandbox, offline, noCache, quiet })
        {
            command.Add(option);
        }
    }

    /// <summary>What a source means with these options.</summary>
    public SourceRequest Request(ParseResult parsed, string source) =>
        new(source)
        {
            Engine = parsed.GetValue(engine),
            Sandbox = parsed.GetValue(sandbox),
            Offline = parsed.GetValue(offline),
            UseCache = !parsed.GetValue(noCache),
        };

    /// <summary>What handlers need.</summary>
    public CommandContext Context(ParseResult parsed, INarrator narrator) => ProgramContext.Of(narrator, parsed.GetValue(quiet));
}
