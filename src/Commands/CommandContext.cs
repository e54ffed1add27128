using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What a handler needs of the world besides its request.</summary>
public sealed record CommandContext
{
    /// <summary>Finds an engine by name or alias; throws a <see cref="Failure"/> that names the nearest one.</summary>
    public required Func<string, Engine> FindEngine { get; init; }

    /// <summary>
    /// Opens what writes Parquet, given what takes a line that announces a download and whether downloads are forbidden; throws a
    /// <see cref="Failure"/> (<see cref="ExitStatus.EngineUnavailable"/>) where it cannot be had.
    /// </summary>
    public required Func<Action<string>, bool, CancellationToken, Task<IParquetWriter>> OpenParquet { get; init; }

    /// <summary>Takes what is said while the command works.</summary>
    public required INarrator Narrator { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>dbwright's own version.</summary>
    public required string ProgramVersion { get; init; }
}

/// <summary>Takes what is said while a command works; never part of its result.</summary>
public interface INarrator
{
    /// <summary>A stage begins.</summary>
    void Stage(string title);

    /// <summary>A line about what happens.</summary>
    void Tell(string line);

    /// <summary>Progress within the stage.</summary>
    void Progress(string what, long done, long total);
}
