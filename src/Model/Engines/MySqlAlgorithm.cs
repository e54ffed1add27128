namespace Dbwright.Model;

/// <summary>How InnoDB does a change, from the cheapest to the dearest.</summary>
public enum MySqlAlgorithm
{
    /// <summary>The metadata alone change.</summary>
    Instant,

    /// <summary>Nothing is copied, but an index is built or dropped; writes go on.</summary>
    NoCopy,

    /// <summary>The table is rebuilt in place; writes go on where LOCK=NONE is accepted.</summary>
    InPlace,

    /// <summary>The rows are copied into a new table; writes wait.</summary>
    Copy,

    /// <summary>What was before is not known.</summary>
    Unknown,
}
