using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>An entity recovered from a table.</summary>
internal sealed class RecoveredEntity(string name, Table table)
{
    public string Name { get; } = name;

    public Table Table { get; } = table;

    /// <summary>Attributes in the order of their columns.</summary>
    public List<RecoveredAttribute> Attributes { get; } = [];

    /// <summary>References in the order of their names.</summary>
    public List<RecoveredReference> References { get; } = [];

    /// <summary>The natural key; empty for a key of its own.</summary>
    public List<string> Key { get; set; } = [];

    public List<List<string>> Uniques { get; } = [];

    /// <summary>What could not be said, as sentences.</summary>
    public List<string> Remarks { get; } = [];

    public bool HasSoftDelete { get; set; }
}

/// <summary>An attribute recovered from a column.</summary>
internal sealed record RecoveredAttribute(string Name, Column Column, TypeGuess Guess)
{
    public bool Unique { get; set; }

    public string? Default { get; init; }

    /// <summary>What could not be said.</summary>
    public string? Remark { get; init; }
}

/// <summary>A reference recovered from a foreign key.</summary>
internal sealed record RecoveredReference(string Role, RecoveredEntity Target, ForeignKey Key)
{
    public bool Optional { get; set; }

    public bool OneToOne { get; init; }

    public string? Remark { get; set; }
}

/// <summary>Two entities that are related by a table of pairs.</summary>
internal sealed record RecoveredPairs(RecoveredEntity Join, RecoveredEntity Left, RecoveredEntity Right, DeleteRule OnDelete);
