namespace Dbwright.Engines;

/// <summary>What tells the SQL of MariaDB and of MySQL apart where both have the same definitions.</summary>
internal sealed record MariaDbDialect
{
    /// <summary>MariaDB, 10.11 and later.</summary>
    public static MariaDbDialect MariaDb { get; } = new() { Names = new MariaDbNames(), Types = new MariaDbTypes() };

    /// <summary>The product, for people.</summary>
    public string Title { get; init; } = "MariaDB";

    /// <summary>Quoting and reserved words.</summary>
    public required MariaDbNames Names { get; init; }

    /// <summary>Data types.</summary>
    public required MariaDbTypes Types { get; init; }

    /// <summary>The collation of texts, which ignores case and accents.</summary>
    public string Collation { get; init; } = MariaDbWriter.Collation;

    /// <summary>The collation that compares letter by letter.</summary>
    public string ExactCollation { get; init; } = "utf8mb4_bin";

    /// <summary>
    /// Whether a pattern is matched by <c>regexp_like(text, pattern, 'c')</c>, where <c>c</c> is for case; otherwise by <c>regexp</c> and
    /// <c>(?-i)</c> in the pattern.
    /// </summary>
    public bool MatchesByFunction { get; init; }

    /// <summary>Whether a default that is no constant, and any default of a text without limit or of a document, stands in parentheses.</summary>
    public bool BracketsDefaults { get; init; }

    /// <summary>
    /// Whether <c>if [not] exists</c> stands with parts of tables and with triggers, and <c>or replace</c> with routines, events and
    /// aggregates. Both have it for tables; and <c>or replace</c> for views.
    /// </summary>
    public bool HasConditionalClauses { get; init; } = true;

    /// <summary>Whether blocks of statements stand outside routines (<c>begin not atomic</c>).</summary>
    public bool HasBlocks { get; init; } = true;

    /// <summary>What a check is called when it goes: MySQL has had the word <c>constraint</c> for it since 8.0.19 only.</summary>
    public string CheckWord { get; init; } = "constraint";

    /// <summary>Whether there are sequences.</summary>
    public bool HasSequences { get; init; } = true;

    /// <summary>Whether a check may name a numbered column, or one that a foreign key's action writes to.</summary>
    public bool ChecksAnyColumn { get; init; } = true;
}
