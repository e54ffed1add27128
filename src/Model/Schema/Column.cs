namespace Dbwright.Model;

/// <summary>Whether an identity value may be given by the writer.</summary>
public enum IdentityKind
{
    /// <summary>Only the engine gives it.</summary>
    Always,

    /// <summary>The engine gives it when the writer does not.</summary>
    ByDefault,
}

/// <summary>A column.</summary>
public sealed record Column(string Name, DataType Type)
{
    /// <summary>Whether it may be null.</summary>
    public bool Nullable { get; init; }

    /// <summary>The default as SQL of the engine, or none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the engine numbers it.</summary>
    public IdentityKind? Identity { get; init; }

    /// <summary>The expression it is computed from, or none.</summary>
    public GeneratedAs? Generated { get; init; }

    /// <summary>The collation, when not the default one.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether it comes from a table that this one inherits from, or is a partition of, and from nowhere else.</summary>
    public bool Inherited { get; init; }

    /// <summary>
    /// What only one engine knows about it, sorted: <c>compression</c>, <c>storage</c>, <c>statistics</c>, <c>increment</c> of an identity,
    /// <c>invisible</c>.
    /// </summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>What it holds.</summary>
    public string? Comment { get; init; }
}

/// <summary>The expression of a generated column.</summary>
/// <param name="Sql">The expression in the engine's SQL.</param>
/// <param name="Stored">Whether its value is kept, or computed when read.</param>
public sealed record GeneratedAs(string Sql, bool Stored);
