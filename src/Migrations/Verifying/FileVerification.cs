using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What came of verifying a migration.</summary>
public enum VerificationOutcome
{
    /// <summary>Everything that it claims was run and is so.</summary>
    Holds,

    /// <summary>Something that it claims is not so.</summary>
    Refuted,

    /// <summary>It was not run.</summary>
    NotChecked,
}

/// <summary>What verifying one migration showed.</summary>
/// <param name="Version">What it is told by.</param>
/// <param name="File">The path of its way up, for people.</param>
/// <param name="Checksum">SHA-256 of its way up.</param>
public sealed record FileVerification(string Version, string File, string Checksum)
{
    /// <summary>Each claim with how it was got.</summary>
    public Sequence<Verdict> Verdicts { get; init; } = [];

    /// <summary>The verdicts, by id, where rows stood in the way of which the file itself says that they do.</summary>
    public Sequence<string> Refusals { get; init; } = [];

    /// <summary>What it destroys, as sentences; also where it says so itself and that is no fault.</summary>
    public Sequence<string> Losses { get; init; } = [];

    /// <summary>What its statements did on the full tables, in their order.</summary>
    public Sequence<MeasuredStatement> Statements { get; init; } = [];

    /// <summary>What reads and writes beside it met; none when there was nothing to read or write.</summary>
    public ProbeResult? Probe { get; init; }

    /// <summary>The way down that was generated, as it stands in a file; none when the folder has one or none could be made.</summary>
    public string? GeneratedDown { get; init; }

    /// <summary>Where the generated way down was written; none when it was not.</summary>
    public string? WrittenDown { get; init; }

    /// <summary>SHA-256 of the way down that was run; empty without one.</summary>
    public string DownChecksum { get; init; } = "";

    /// <summary>The outcome.</summary>
    public VerificationOutcome Outcome =>
        Verdicts.Any(v => v.IsRefuted) ? VerificationOutcome.Refuted
        : Verdicts.Any(v => v is { Id: FileVerifier.UpOnEmpty, State: EvidenceState.Executed }) ? VerificationOutcome.Holds
        : VerificationOutcome.NotChecked;
}

/// <summary>What one statement did.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record MeasuredStatement(Location At, string Sql, double Milliseconds)
{
    /// <summary>How many bytes it added to the log of changes; none where the engine does not tell.</summary>
    public long? LogBytes { get; init; }

    /// <summary>What it locked, wrote anew and read, measured on empty tables with nobody beside it; none where the engine cannot measure.</summary>
    public StatementMeasure? Measure { get; init; }

    /// <summary>Whether its time is one of full tables; otherwise it did not run on those, or they could not be filled.</summary>
    public bool HadRows { get; init; }

    /// <summary>How long it took when it ran again behind the way down; none when it did not run again on both, as backfills on empty tables.</summary>
    public AloneTimes? Alone { get; init; }
}

/// <summary>How long a statement took with nobody beside it, in milliseconds: the shortest time of those measured.</summary>
/// <param name="Empty">On empty tables.</param>
/// <param name="Full">On full ones.</param>
public sealed record AloneTimes(double Empty, double Full);

/// <summary>What reads and writes beside a migration met.</summary>
/// <param name="Reads">How many reads ended.</param>
/// <param name="Writes">How many writes ended.</param>
/// <param name="Longest">The longest time that one of them took, in milliseconds.</param>
/// <param name="Slowest">That one.</param>
public sealed record ProbeResult(int Reads, int Writes, double Longest, string Slowest)
{
    /// <summary>Statements that failed from some moment on, each with the engine's words.</summary>
    public Sequence<string> Failures { get; init; } = [];
}
