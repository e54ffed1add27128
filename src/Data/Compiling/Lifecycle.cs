namespace Dbwright.Data;

/// <summary>What the status of a row says about its events: an order that is shipped has been paid, one that is cancelled has not left.</summary>
internal static class Lifecycle
{
    private static readonly string[] Failed =
    [
        "cancelled",
        "canceled",
        "failed",
        "rejected",
        "lost",
        "dropped",
        "abandoned",
        "expired",
        "declined",
        "voided",
        "deleted",
    ];

    /// <summary>For each status, in its order of life, whether an event has not happened.</summary>
    /// <param name="statuses">The statuses.</param>
    /// <param name="column">The event's column: <c>shipped_at</c>.</param>
    /// <returns><see langword="null"/> when no status is named after the event.</returns>
    public static bool[]? NullFor(string[] statuses, string column)
    {
        var reached = column.EndsWith("_at", StringComparison.Ordinal) ? Array.IndexOf(statuses, column[..^3]) : -1;
        if (reached < 0)
        {
            return null;
        }

        // A list that begins with the event's own status is not in the order of life; nor do failures lead anywhere.
        var isStage = reached > 0 && !Failed.Contains(statuses[reached]);
        return [.. statuses.Select((s, i) => i != reached && (!isStage || i < reached || Failed.Contains(s)))];
    }
}
