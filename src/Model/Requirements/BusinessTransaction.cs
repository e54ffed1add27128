namespace Dbwright.Model;

/// <summary>An ordered list of patterns that succeed or fail together.</summary>
public sealed record BusinessTransaction
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public string About { get; init; } = "";

    /// <summary>The names of the access patterns, in order.</summary>
    public Sequence<string> Steps { get; init; } = [];

    /// <summary>The isolation level: <c>read committed</c>, <c>repeatable read</c> or <c>serializable</c>.</summary>
    public string Isolation { get; init; } = "read committed";

    /// <summary>SQL conditions that always hold; each is a query that returns no row.</summary>
    public Sequence<string> Invariants { get; init; } = [];

    /// <summary>Whether it is wanted as a stored procedure.</summary>
    public bool AsProcedure { get; init; }

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }
}
