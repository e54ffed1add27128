using System.CommandLine;

namespace Dbwright.Cli;

/// <summary>Makes a verb with its options.</summary>
internal delegate Command VerbMaker(TextWriter output, TextWriter error);

/// <summary>A verb that is made when it is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes it.</param>
internal sealed record Verb(string Name, VerbMaker Make)
{
    /// <summary>Begins, beside the rest of the start, with what the verb will need.</summary>
    public Func<Task>? WarmUp { get; init; }

    /// <summary>
    /// Adds the verb that a word names; all of them when it names none, for what is said of them together. Making a verb with all its
    /// options takes a millisecond, and there are many.
    /// </summary>
    public static void Add(Command to, Verb[] verbs, string? word, TextWriter output, TextWriter error)
    {
        var named = Array.Find(verbs, v => v.Name == word);
        _ = named?.WarmUp?.Invoke();
        foreach (var verb in named is null ? verbs : [named])
        {
            to.Add(verb.Make(output, error));
        }
    }
}

/// <summary>The verbs.</summary>
internal static class CommandLine
{
    private static readonly Verb[] Verbs =
    [
        new("init", InitVerb.Create),
        new("design", DesignVerb.Create),
        new("prove", ProveVerb.Create),
        new("inspect", InspectVerb.Create),
        new("diff", DiffVerb.Create),
        new("seed", SeedVerb.Create),
        LintVerb.Verb,
        new("migrate", MigrateVerb.Create),
        new("todo", TodoVerb.Create),
        new("schema-of", (output, _) => SchemaOfVerb.Create(output)),
    ];

    /// <summary>The root command with the verb that the words of the command line name, or with every verb.</summary>
    public static RootCommand Create(string[] words, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "dbwright takes an application's requirements to a database that was run: designed, created, filled, measured and documented."
        );
        if (words is ["migrate", ..])
        {
            root.Add(MigrateVerb.Create(words.ElementAtOrDefault(1), output, error));
        }
        else
        {
            Verb.Add(root, Verbs, words.FirstOrDefault(), output, error);
        }

        return root;
    }
}
