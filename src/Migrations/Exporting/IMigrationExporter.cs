using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What a tool does by itself, and what it leaves out.</summary>
public sealed record ExportAbilities
{
    /// <summary>Whether it runs a migration again whenever its text changes.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether it knows migrations that stand for all before them.</summary>
    public bool HasBaselines { get; init; }

    /// <summary>Whether it has ways down at all.</summary>
    public bool GoesDown { get; init; } = true;

    /// <summary>
    /// Whether a migration that is no single transaction becomes several, one for each statement; then a run that was cut off goes on where
    /// it stopped, otherwise it begins the migration again.
    /// </summary>
    public bool SplitsMigrations { get; init; }

    /// <summary>Whether the statements of a migration without a transaction all run in one session.</summary>
    public bool KeepsSession { get; init; } = true;

    /// <summary>Whether the engines are all that dbwright knows; otherwise their names.</summary>
    public Sequence<string> Engines { get; init; } = [];
}

/// <summary>Writes migrations in the notation of a tool.</summary>
public interface IMigrationExporter
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>The name for people.</summary>
    string Title { get; }

    /// <summary>What the tool does by itself.</summary>
    ExportAbilities Abilities { get; }

    /// <summary>How a user of the tool runs the files, where that is not plain; none otherwise.</summary>
    string? Advice => null;

    /// <summary>The files.</summary>
    /// <exception cref="Failure">Something cannot be said in this notation (<see cref="ExitStatus.BadInput"/>), with its place.</exception>
    Sequence<Deliverable> Write(ExportedFolder folder);
}
