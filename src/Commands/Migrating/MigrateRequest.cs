using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What the verbs of <c>migrate</c> that work on a database have in common.</summary>
/// <param name="Target">The database: a URL, or <c>@name</c> for an environment of the project file.</param>
public sealed record MigrateRequest(string Target)
{
    /// <summary>The folder of the migrations.</summary>
    public string Folder { get; init; } = "migrations";

    /// <summary>The project file, which names environments.</summary>
    public string ProjectFile { get; init; } = "dbwright.yaml";

    /// <summary>How patient the run is.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>The version to stop at (apply: the last to be applied; rollback: the last to be left; baseline: the one the database has).</summary>
    public string? Version { get; init; }

    /// <summary>How many migrations are undone.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether only what would run is given.</summary>
    public bool IsDry { get; init; }

    /// <summary>The dangers that were permitted by name: <c>data-loss</c>, <c>out-of-order</c>, <c>drift</c>, <c>unverified</c>.</summary>
    public Sequence<string> Allowed { get; init; } = [];

    /// <summary>What repair makes of a version: <c>applied</c>, <c>pending</c>; of a cut-off statement: <c>done</c>, <c>again</c>; <c>edited</c> accepts the text.</summary>
    public string? Mark { get; init; }

    /// <summary>Asks on the terminal; none when nobody is there.</summary>
    public Func<string, string?>? Ask { get; init; }

    /// <summary>The schema of the database to work in; none for the usual one.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether the environment of the target was confirmed already.</summary>
    internal bool IsConfirmed { get; init; }

    /// <summary>Whether the target is one of production; none while nobody has looked.</summary>
    internal bool? IsProduction { get; init; }

    /// <summary>Whether a danger was permitted.</summary>
    internal bool Allows(string danger) => Allowed.Contains(danger);
}

/// <summary>What a run did, or would do.</summary>
/// <param name="Target">The database, for people and without secrets.</param>
/// <param name="Tool">Whose folder it is.</param>
public sealed record MigrateResult(string Target, string Tool)
{
    /// <summary>Where every migration stands now.</summary>
    public Sequence<StandingMigration> Migrations { get; init; } = [];

    /// <summary>What the run applied.</summary>
    public Sequence<HistoryEntry> Applied { get; init; } = [];

    /// <summary>Why files were not applied that could have been: they wait for others to be live.</summary>
    public Sequence<Finding> Held { get; init; } = [];

    /// <summary>What should be known about the files all the same.</summary>
    public Sequence<Finding> Warnings { get; init; } = [];

    /// <summary>What it undid.</summary>
    public Sequence<HistoryEntry> Undone { get; init; } = [];

    /// <summary>What a dry run would run, as a script.</summary>
    public string? Script { get; init; }

    /// <summary>The version that the database is at; none when it has no migration.</summary>
    public string? Version =>
        Migrations
            .LastOrDefault(m => m.Standing is MigrationStanding.Applied && m.Migration?.Kind != Formats.MigrationKind.Repeatable)
            ?.Version;
}
