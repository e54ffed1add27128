namespace Dbwright.Model;

/// <summary>A generator of numbers that is an object of its own; those behind identity columns belong to their columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The integer type of its values.</param>
public sealed record NumberSequence(QualifiedName Name, DataType Type)
{
    /// <summary>The first value.</summary>
    public long Start { get; init; } = 1;

    /// <summary>The distance between values; negative for one that counts down.</summary>
    public long Increment { get; init; } = 1;

    /// <summary>The least value, when not the engine's default for the type and direction.</summary>
    public long? Min { get; init; }

    /// <summary>The greatest value, when not the engine's default for the type and direction.</summary>
    public long? Max { get; init; }

    /// <summary>How many values a session takes at once.</summary>
    public long Cache { get; init; } = 1;

    /// <summary>Whether it starts again at its end.</summary>
    public bool Cycle { get; init; }

    /// <summary>The table whose column it goes with (dropped together), and the column.</summary>
    public ColumnReference? OwnedBy { get; init; }

    /// <summary>What only one engine knows about it: <c>unlogged</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}

/// <summary>A column of a table.</summary>
public sealed record ColumnReference(QualifiedName Table, string Column);
