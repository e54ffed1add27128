namespace Dbwright.Model;

/// <summary>The locks of a table of PostgreSQL, from the weakest to the strongest.</summary>
public enum RelationLock
{
    /// <summary>ACCESS SHARE: what a query takes.</summary>
    AccessShare,

    /// <summary>ROW SHARE: what <c>select … for update</c> takes.</summary>
    RowShare,

    /// <summary>ROW EXCLUSIVE: what a write takes.</summary>
    RowExclusive,

    /// <summary>SHARE UPDATE EXCLUSIVE: keeps out itself, VACUUM and other changes of the schema.</summary>
    ShareUpdateExclusive,

    /// <summary>SHARE: keeps writes out.</summary>
    Share,

    /// <summary>SHARE ROW EXCLUSIVE: keeps writes out, and itself.</summary>
    ShareRowExclusive,

    /// <summary>EXCLUSIVE: leaves only plain queries.</summary>
    Exclusive,

    /// <summary>ACCESS EXCLUSIVE: keeps everybody out.</summary>
    AccessExclusive,
}

/// <summary>What is written anew.</summary>
public enum Rewritten
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>An index is built, on all rows.</summary>
    Indexes,

    /// <summary>The table with all its indexes.</summary>
    Table,
}

/// <summary>A lock on a table that was there before.</summary>
/// <param name="Table">The key of the table or view.</param>
/// <param name="Lock">The lock.</param>
public sealed record TakenLock(string Table, RelationLock Lock);
