using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>An index that something asks for, before it is merged with others.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Parts">Its keys.</param>
internal sealed record IndexCandidate(QualifiedName Table, Sequence<IndexPart> Parts)
{
    /// <summary>The access method.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>How many leading keys are only compared for equality, so that their order is free.</summary>
    public int FreeParts { get; init; }

    /// <summary>Columns kept without being part of the order.</summary>
    public Sequence<string> Include { get; init; } = [];

    /// <summary>The conditions of its predicate, all of which hold for the rows in it.</summary>
    public Sequence<string> Predicates { get; init; } = [];

    /// <summary>The predicate, or none.</summary>
    public string? Where => Predicates.Count == 0 ? null : string.Join(" and ", Predicates);

    /// <summary>The columns of the predicate.</summary>
    public Sequence<string> WhereColumns { get; init; } = [];

    /// <summary>The share of the table's rows that it holds.</summary>
    public double Share { get; init; } = 1;

    /// <summary>A name that the owner or the draft gave it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it forbids duplicates.</summary>
    public bool Unique { get; init; }

    /// <summary>Why, as sentences.</summary>
    public Sequence<string> Reasons { get; init; } = [];

    /// <summary>The ids of the access patterns that ask for it.</summary>
    public Sequence<string> Patterns { get; init; } = [];

    /// <summary>The foreign keys that ask for it.</summary>
    public Sequence<string> ForeignKeys { get; init; } = [];

    /// <summary>The path of the owner's pin that asks for it.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether it must stay as it is.</summary>
    public bool IsFixed => Pin is not null || Unique || Name is not null;

    /// <summary>Its keys as columns; none for expressions.</summary>
    public Sequence<string?> Columns => Parts.Select(p => p.Column).ToSequence();

    /// <summary>The same index, asked for by others too.</summary>
    public IndexCandidate AskedBy(IndexCandidate other) =>
        this with
        {
            Patterns = Patterns.Concat(other.Patterns).Distinct().ToSequence(),
            ForeignKeys = ForeignKeys.Concat(other.ForeignKeys).Distinct().ToSequence(),
            Reasons = Reasons.Concat(other.Reasons).Distinct().ToSequence(),
            Pin = Pin ?? other.Pin,
        };
}

/// <summary>What the rules say about one access.</summary>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record AccessVerdict(string Reason)
{
    /// <summary>The index it needs.</summary>
    public IndexCandidate? Candidate { get; init; }

    /// <summary>The key or unique constraint that serves it already.</summary>
    public string? Constraint { get; init; }

    /// <summary>Whether reading the whole table is right.</summary>
    public bool WholeTable { get; init; }

    /// <summary>Whether it is right whatever the pattern's target: the table is small, or only its first rows are read.</summary>
    public bool IsCheap { get; init; }
}
