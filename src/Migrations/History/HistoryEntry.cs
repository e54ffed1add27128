namespace Dbwright.Migrations;

/// <summary>How far a migration has come.</summary>
public enum HistoryState
{
    /// <summary>It is done.</summary>
    Applied,

    /// <summary>Its statements run one by one, and some are not done yet.</summary>
    Applying,

    /// <summary>It is being undone statement by statement.</summary>
    Undoing,
}

/// <summary>A row of the history table.</summary>
/// <param name="Version">What the migration is told by.</param>
/// <param name="Checksum">SHA-256 of its way up.</param>
public sealed record HistoryEntry(string Version, string Checksum)
{
    /// <summary>Its place in the order in which migrations were applied, from 1.</summary>
    public long Position { get; init; }

    /// <summary>Its words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The name of its file.</summary>
    public string File { get; init; } = "";

    /// <summary>How far it has come.</summary>
    public HistoryState State { get; init; }

    /// <summary>How many statements are done of one that is not.</summary>
    public int StepsDone { get; init; }

    /// <summary>SHA-256 of the statements that are done.</summary>
    public string StepsChecksum { get; init; } = "";

    /// <summary>
    /// While a statement runs whose end cannot be noted with it: what it changes, as it was before (see
    /// <see cref="Model.ISteps.StateAsync"/>); none otherwise.
    /// </summary>
    public string? StateBefore { get; init; }

    /// <summary>How far the backfill has come that is the next statement: the last key that is done, as text; none before the first batch.</summary>
    public string? LastKey { get; init; }

    /// <summary>What stood for the database's schema when the run that applied it ended with it; empty in the middle of a run.</summary>
    public string SchemaAfter { get; init; } = "";

    /// <summary>Who applied it: the account and the machine.</summary>
    public string AppliedBy { get; init; } = "";

    /// <summary>The version of dbwright that did.</summary>
    public string Program { get; init; } = "";

    /// <summary>When it began, in UTC, ISO 8601.</summary>
    public string AppliedAt { get; init; } = "";

    /// <summary>How long it took.</summary>
    public long Milliseconds { get; init; }
}
