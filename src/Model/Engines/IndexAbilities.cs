namespace Dbwright.Model;

/// <summary>What the indexes of an engine can do; the index design asks it instead of the engine's name.</summary>
public sealed record IndexAbilities
{
    /// <summary>Columns kept in the index without being part of its order (INCLUDE).</summary>
    public bool Include { get; init; }

    /// <summary>Partial indexes.</summary>
    public bool Partial { get; init; }

    /// <summary>Indexes on expressions.</summary>
    public bool Expressions { get; init; }

    /// <summary>
    /// Full text by a generated document column and GIN (PostgreSQL), by a virtual table (SQLite), by an index over the texts (MariaDB), or
    /// not at all.
    /// </summary>
    public FullTextForm FullText { get; init; }

    /// <summary>The operator class for substring search by trigrams, and its extension; none where there is none.</summary>
    public string? TrigramOperatorClass { get; init; }

    /// <summary>The extension that brings <see cref="TrigramOperatorClass"/>; none when the engine has it built in.</summary>
    public string? TrigramExtension { get; init; }

    /// <summary>
    /// The operator class with which an ordinary index answers searches by the beginning of a text; none where ordinary indexes do.
    /// </summary>
    public string? PrefixOperatorClass { get; init; }

    /// <summary>Whether JSON containment can be indexed (GIN).</summary>
    public bool JsonContainment { get; init; }

    /// <summary>The operator class for JSON containment; none for the default one.</summary>
    public string? JsonOperatorClass { get; init; }

    /// <summary>Whether nearest-point search can be indexed (GiST).</summary>
    public bool Nearest { get; init; }

    /// <summary>Whether a table is kept in the order of its integer primary key, so that reading the table gives that order (SQLite).</summary>
    public bool TablesInKeyOrder { get; init; }

    /// <summary>Whether there are hash indexes.</summary>
    public bool Hash { get; init; }

    /// <summary>Whether there are block-range indexes.</summary>
    public bool BlockRange { get; init; }
}

/// <summary>How an engine indexes full text.</summary>
public enum FullTextForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A generated document column with an inverted index.</summary>
    DocumentColumn,

    /// <summary>A virtual table kept up to date by triggers.</summary>
    VirtualTable,

    /// <summary>An index of its own kind (<c>fulltext</c>) over the texts themselves.</summary>
    Index,
}
