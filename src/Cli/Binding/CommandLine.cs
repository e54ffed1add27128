using System.CommandLine;

namespace Dbwright.Cli;

/// <summary>The verbs.</summary>
internal static class CommandLine
{
    /// <summary>The root command with every verb.</summary>
    public static RootCommand Create(TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "dbwright takes an application's requirements to a database that was run: designed, created, filled, measured and documented."
        );
        root.Add(InitVerb.Create(output, error));
        root.Add(DesignVerb.Create(output, error));
        root.Add(ProveVerb.Create(output, error));
        root.Add(InspectVerb.Create(output, error));
        root.Add(DiffVerb.Create(output, error));
        root.Add(SeedVerb.Create(output, error));
        root.Add(LintVerb.Create(output, error));
        root.Add(MigrateVerb.Create(output, error));
        root.Add(TodoVerb.Create(output, error));
        root.Add(SchemaOfVerb.Create(output));
        return root;
    }
}
