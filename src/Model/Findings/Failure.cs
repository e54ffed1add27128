namespace Dbwright.Model;

/// <summary>The exit statuses of the program; the numbers are part of its contract.</summary>
public enum ExitStatus
{
    /// <summary>Everything went well.</summary>
    Fine = 0,

    /// <summary>Findings at or above the threshold, a target or claim that does not hold, or differences.</summary>
    NotHeld = 1,

    /// <summary>Wrong usage or unreadable input.</summary>
    BadInput = 2,

    /// <summary>An engine could not be reached or started.</summary>
    EngineUnavailable = 3,

    /// <summary>Refused because unsafe without an explicit permission.</summary>
    Refused = 4,

    /// <summary>Failed while running.</summary>
    Failed = 5,

    /// <summary>Stopped by the user.</summary>
    Interrupted = 130,
}

/// <summary>
/// An expected failure: it ends the command with its status and its findings, never with a stack trace.
/// </summary>
public sealed class Failure : Exception
{
    /// <summary>A failure with findings to show.</summary>
    public Failure(ExitStatus status, Sequence<Finding> findings, Exception? cause = null)
        : base(findings.Count > 0 ? findings[0].Title : status.ToString(), cause)
    {
        Status = status;
        Findings = findings;
    }

    /// <summary>The exit status the command ends with.</summary>
    public ExitStatus Status { get; }

    /// <summary>What went wrong, each with its place and the way out.</summary>
    public Sequence<Finding> Findings { get; }

    /// <summary>A failure with a single finding.</summary>
    public static Failure Because(
        ExitStatus status,
        string rule,
        string title,
        string detail = "",
        string? fix = null,
        Location? at = null,
        Exception? cause = null
    ) =>
        new(
            status,
            [
                new Finding(rule, Severity.Error, title)
                {
                    Detail = detail,
                    Fix = fix,
                    Location = at,
                },
            ],
            cause
        );
}
