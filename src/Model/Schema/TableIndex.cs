namespace Dbwright.Model;

/// <summary>An index that does not back a constraint.</summary>
public sealed record TableIndex(string Name, Sequence<IndexPart> Parts)
{
    /// <summary>The access method: <c>btree</c>, <c>hash</c>, <c>gin</c>, <c>gist</c>, <c>brin</c>.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>Whether it forbids duplicates.</summary>
    public bool Unique { get; init; }

    /// <summary>Columns kept in the index without being part of its order.</summary>
    public Sequence<string> Include { get; init; } = [];

    /// <summary>The predicate of a partial index, in the engine's SQL.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// What only one engine knows about it, sorted: <c>nulls not distinct</c>, <c>tablespace</c>, <c>fillfactor</c>, <c>statistics 1</c>,
    /// <c>invalid</c>, <c>cluster</c>, <c>only</c> (of a partitioned table, without its partitions), <c>parent</c>.
    /// </summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>What it is for.</summary>
    public string? Comment { get; init; }
}

/// <summary>One key of an index: a column, or an expression in the engine's SQL.</summary>
public sealed record IndexPart
{
    /// <summary>The column, or none for an expression.</summary>
    public string? Column { get; init; }

    /// <summary>The expression, or none for a column.</summary>
    public string? Expression { get; init; }

    /// <summary>Greatest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether nulls come first; none for the engine's default of the direction.</summary>
    public bool? NullsFirst { get; init; }

    /// <summary>The operator class, when not the default one (<c>gin_trgm_ops</c>).</summary>
    public string? OperatorClass { get; init; }

    /// <summary>The collation, when not that of the column or expression.</summary>
    public string? Collation { get; init; }

    /// <summary>How many characters at the beginning are kept (MariaDB); none for all.</summary>
    public int? Length { get; init; }

    /// <summary>A key on a column.</summary>
    public static IndexPart Of(string column, bool descending = false) => new() { Column = column, Descending = descending };
}
