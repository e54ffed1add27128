using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What runners of every engine say about a statement.</summary>
internal static class ScriptPlaces
{
    private const int Longest = 100;

    /// <summary>The first line of a statement, for people.</summary>
    public static string FirstLine(string statement)
    {
        var line = statement.AsSpan();
        line = line.IndexOfAny('\n', '\r') is >= 0 and var end ? line[..end] : line;
        return line.Length <= Longest && line.Length == statement.Length
            ? line.ToString()
            : $"{line[..Math.Min(line.Length, Longest)]} …";
    }

    /// <summary>The engine refuses a statement.</summary>
    public static Failure Refusal(string version, string statement, EngineException error, Location at) =>
        Failure.Because(
            ExitStatus.BadInput,
            "sql",
            error.Message,
            $"{version} refuses: {FirstLine(statement)}",
            at: at,
            cause: error
        );

    /// <summary>A statement or command that reaches outside the database.</summary>
    public static Failure Outside(string what, Location at) =>
        Failure.Because(
            ExitStatus.Refused,
            "outside-the-database",
            $"Refused: {what}.",
            "A text is loaded for its schema; what reaches programs or files outside the database is not run.",
            "Take it out of the text.",
            at
        );

    /// <summary>A file that a text includes.</summary>
    /// <exception cref="Failure">It is not there, or files include each other.</exception>
    public static ScriptFile Include(ScriptRequest request, ScriptFile from, string path, Location at, int depth)
    {
        const int deepest = 32;
        if (depth >= deepest)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "include",
                $"{path} is included too deeply: files include each other.",
                at: at
            );
        }

        // Clients take such paths from the working folder; people write them from the file's.
        return request.Include(Path.Combine(Path.GetDirectoryName(from.Path) ?? "", path))
            ?? request.Include(path)
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "include",
                $"{path} cannot be included.",
                "There is no such SQL file, neither beside the file that includes it nor in the working folder.",
                at: at
            );
    }
}

/// <summary>A run that leaves nothing behind outside its database.</summary>
internal sealed class FinishedScriptRun(Sequence<Finding> findings) : IScriptRun
{
    /// <inheritdoc />
    public Sequence<Finding> Findings => findings;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
