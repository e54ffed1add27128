using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate verify</c> is asked for.</summary>
/// <param name="Folder">The folder of migrations.</param>
public sealed record VerifyRequest(string Folder)
{
    /// <summary>The files to verify, as paths or versions; none for all.</summary>
    public Sequence<string> Files { get; init; } = [];

    /// <summary>Whether only those are verified of which nothing is known yet.</summary>
    public bool NewOnly { get; init; }

    /// <summary>A revision of git: only files that have changed since are verified.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>The engine that they are written for, perhaps with its major version.</summary>
    public string? Engine { get; init; }

    /// <summary>A server of the user's to work on, in databases of their own.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Whether fetching server programs is forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>Numbers of rows: <c>10000</c> for every table, <c>orders=50000</c> for one.</summary>
    public Sequence<string> Rows { get; init; } = [];

    /// <summary>Multiplies the numbers of rows that are not given.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>A file with the rows of tables in production.</summary>
    public string? RowsFile { get; init; }

    /// <summary>Requirements, whose volumes count and whose access patterns are the new application's statements.</summary>
    public string? Requirements { get; init; }

    /// <summary>Statements of the application as it is now: SQL, or requirements.</summary>
    public string? Statements { get; init; }

    /// <summary>Statements of the application that comes: they must run after the last file.</summary>
    public string? NewStatements { get; init; }

    /// <summary>How long reads and writes beside a migration may wait.</summary>
    public TimeSpan LongestStall { get; init; } = new VerifyOptions().LongestStall;

    /// <summary>The folder that keeps what was found; none for <c>.dbwright</c> in the folder of migrations.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether nothing is kept.</summary>
    public bool KeepsNothing { get; init; }

    /// <summary>Whether generated ways down are written beside the ways up.</summary>
    public bool WritesDown { get; init; }

    /// <summary>Chooses among all possible rows.</summary>
    public long Seed { get; init; } = 1;
}

/// <summary>What <c>dbwright migrate verify</c> found.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Tool">Whose layout it has.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Server">The server's version, as it says it itself.</param>
/// <param name="Settings">Settings of the sandbox that matter for figures.</param>
public sealed record VerifyResult(string Folder, string Tool, string Engine, string Server, string Settings)
{
    /// <summary>What the files were run on, as a sentence, where that was not what the files before them make.</summary>
    public string? Start { get; init; }

    /// <summary>One for each migration that was to be verified, in their order.</summary>
    public Sequence<FileVerification> Files { get; init; } = [];

    /// <summary>What the application's new statements met after the last file; none when there are none.</summary>
    public Verdict? NewStatements { get; init; }

    /// <summary>Rows of the largest tables at the end, for people.</summary>
    public long Rows { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>When it was done, in UTC, ISO 8601.</summary>
    public string At { get; init; } = "";

    /// <summary>Where the evidence is kept; none when it is not.</summary>
    public string? Evidence { get; init; }

    /// <summary>What was left out or needs to be known.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>Whether nothing was refuted.</summary>
    public bool Holds =>
        Files.All(f => f.Outcome != VerificationOutcome.Refuted)
        && NewStatements is not { State: EvidenceState.Executed, Holds: false };
}
