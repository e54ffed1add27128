using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate lint</c> is asked for.</summary>
/// <param name="Sources">Files and folders; <c>-</c> for standard input.</param>
public sealed record LintRequest(Sequence<string> Sources)
{
    /// <summary>The engine, perhaps with its version; <see langword="null"/> to find out from the files.</summary>
    public string? Engine { get; init; }

    /// <summary>The severity from which on the command fails; <see langword="null"/> for never.</summary>
    public Severity? FailOn { get; init; } = Severity.Warning;

    /// <summary>Whether <see cref="FailOn"/> was said, so that the project file does not change it.</summary>
    public bool IsFailOnSaid { get; init; }

    /// <summary>Whether fixes are written into the files.</summary>
    public bool Fix { get; init; }

    /// <summary>When not empty, these rules alone speak.</summary>
    public Sequence<string> Only { get; init; } = [];

    /// <summary>These rules are silent.</summary>
    public Sequence<string> Except { get; init; } = [];

    /// <summary>Whether the runner opens a transaction for a file of which nothing else is known; <see langword="null"/> when not said.</summary>
    public bool? AssumesTransaction { get; init; }

    /// <summary>The revision of git since which files have changed that are to be reviewed.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>The file of findings that may stay.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether <see cref="Baseline"/> is written instead of read.</summary>
    public bool WriteBaseline { get; init; }

    /// <summary>The file with the rows of tables.</summary>
    public string? Rows { get; init; }

    /// <summary>Whether the files are run in a sandbox, so that what the server does takes the place of what the rules believe.</summary>
    public bool Measure { get; init; }

    /// <summary>The schema that the files start from: a URL, a file or a folder; <see langword="null"/> for an empty one.</summary>
    public string? Schema { get; init; }

    /// <summary>The live database whose sizes and version count; <see langword="null"/> for none.</summary>
    public string? Database { get; init; }

    /// <summary>A server of the user's in which sandboxes are made.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Whether fetching server programs is forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>The project file; <see langword="null"/> looks for <c>dbwright.yaml</c> in the working folder and those above.</summary>
    public string? Project { get; init; }

    /// <summary>Reads standard input.</summary>
    public Func<Stream> ReadInput { get; init; } = () => Stream.Null;
}

/// <summary>A file into which fixes were written.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Applied">The findings whose fixes are in it now.</param>
public sealed record FixedFile(string Path, Sequence<LintFinding> Applied);

/// <summary>What the review has found.</summary>
/// <param name="Target">The server that the files are written for.</param>
/// <param name="Report">The findings that are left.</param>
public sealed record LintResult(LintTarget Target, LintReport Report)
{
    /// <summary>The texts of the files in which something was found, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The files into which fixes were written.</summary>
    public Sequence<FixedFile> Fixed { get; init; } = [];

    /// <summary>What a server was seen to do; <see langword="null"/> when nothing was measured.</summary>
    public MeasuredMigrations? Measured { get; init; }

    /// <summary>How many findings the baseline holds back.</summary>
    public int InBaseline { get; init; }

    /// <summary>The baseline that was written.</summary>
    public string? BaselineWritten { get; init; }

    /// <summary>The severity from which on the command fails; <see langword="null"/> for never.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>Whether a finding is as severe as that.</summary>
    public bool Fails => BaselineWritten is null && FailOn is { } limit && Report.Findings.Any(f => f.Severity >= limit);
}
