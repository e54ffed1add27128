namespace Dbwright.Model;

/// <summary>A trigger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Timing"><c>before</c>, <c>after</c> or <c>instead of</c>.</param>
/// <param name="Events"><c>insert</c>, <c>update</c>, <c>delete</c>, <c>truncate</c>, in that order.</param>
/// <param name="Action">The function called (PostgreSQL: <c>f()</c>) or the body (SQLite), in the engine's SQL.</param>
public sealed record Trigger(string Name, string Timing, Sequence<string> Events, string Action)
{
    /// <summary>Columns whose update fires it; empty means all.</summary>
    public Sequence<string> Columns { get; init; } = [];

    /// <summary>Whether it fires once for a statement, not for each row.</summary>
    public bool ForStatement { get; init; }

    /// <summary>
    /// What only one engine knows about it, sorted: <c>enabled</c> (<c>disabled</c>, <c>replica</c>, <c>always</c>), <c>constraint</c>,
    /// <c>deferrable</c>, <c>initially deferred</c>, <c>from</c>, <c>old table</c>, <c>new table</c>, <c>order</c>, <c>definer</c>.
    /// </summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>The condition under which it fires, in the engine's SQL.</summary>
    public string? When { get; init; }
}
