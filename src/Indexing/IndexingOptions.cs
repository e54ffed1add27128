namespace Dbwright.Indexing;

/// <summary>
/// The thresholds of the index design. Each says where its number comes from; where it is a rule of thumb, it says that too, and
/// <c>prove</c> measures whether the design that follows from it holds.
/// </summary>
public sealed record IndexingOptions
{
    /// <summary>
    /// Rows under which a table is read whole as fast as through an index. Default 1,000: at 100 to 200 bytes a row these are 12 to 25 pages
    /// of 8 KiB, which PostgreSQL's planner prices like three to six random reads (<c>random_page_cost</c> 4).
    /// </summary>
    public long SmallTable { get; init; } = 1_000;

    /// <summary>
    /// The share of a table beyond which reading all of it is cheaper than picking rows through an index. Default 0.1: with 50 to 100 rows a
    /// page nearly every page holds a match by then, and random reads cost more than sequential ones. A rule of thumb between the 5 and
    /// 20 % at which planners usually turn.
    /// </summary>
    public double WholeTableShare { get; init; } = 0.1;

    /// <summary>
    /// The greatest share of rows that a partial index may hold. Default 0.25: a quarter of the size and of the insert cost is worth an index
    /// that only queries with this very constant can use. A rule of thumb.
    /// </summary>
    public double PartialShare { get; init; } = 0.25;

    /// <summary>
    /// Rows that may be read and thrown away before a partial index is worth it. Default 100: about as many page accesses, a fraction of a
    /// millisecond from memory.
    /// </summary>
    public long FilteredRows { get; init; } = 100;

    /// <summary>
    /// Executions per second from which an index holds the returned columns as well. Default 50: at that rate every saved page access
    /// counts some millions of times a day. A rule of thumb.
    /// </summary>
    public decimal CoveringRate { get; init; } = 50;

    /// <summary>
    /// Rows read by one execution from which an index holds the returned columns as well. Default 100: in the worst case as many random
    /// reads of the table are saved, about 10 ms at 0.1 ms each (a network SSD), a tenth of the default target of 100 ms.
    /// </summary>
    public long CoveringRows { get; init; } = 100;

    /// <summary>The greatest number of further columns in a covering index. Default 4, so that the index stays well under the table's width. A rule of thumb.</summary>
    public int CoveringColumns { get; init; } = 4;

    /// <summary>The greatest bytes of all further columns in a covering index. Default 64: the size of the index then about triples. A rule of thumb.</summary>
    public int CoveringBytes { get; init; } = 64;

    /// <summary>
    /// Characters from which a key that is only compared for equality gets a hash index. Default 200: a hash entry has 4 bytes whatever the
    /// key, and B-tree entries are refused beyond about 2,700 bytes (PostgreSQL, a third of a page).
    /// </summary>
    public int HashCharacters { get; init; } = 200;

    /// <summary>
    /// Rows from which an append-only time column that is only read in wide ranges gets a block-range index. Default 5,000,000: below, a
    /// B-tree of some 100 MB is affordable and more exact. A rule of thumb.
    /// </summary>
    public long BlockRangeRows { get; init; } = 5_000_000;

    /// <summary>The share of a range from which a block-range index does as well as a B-tree. Default 0.02: far wider than a range of 128 pages. A rule of thumb.</summary>
    public double BlockRangeShare { get; init; } = 0.02;

    /// <summary>
    /// Rows up to which an answer without a limit is sorted when it is asked for, rather than read in order from an index. Default 1,000:
    /// sorting them takes under a millisecond, and all of them are read in any case.
    /// </summary>
    public long SortRows { get; init; } = 1_000;

    /// <summary>The share of rows that an open comparison (<c>&lt;</c>, <c>&gt;=</c>) leaves. Default 1/3, PostgreSQL's <c>DEFAULT_INEQ_SEL</c>.</summary>
    public double OpenRangeShare { get; init; } = 1.0 / 3;

    /// <summary>The share of rows that a range between two parameters leaves. Default 0.01, which is also what measuring runs use.</summary>
    public double RangeShare { get; init; } = 0.01;

    /// <summary>The share of rows in which a text that is looked for anywhere in a column is found. Default 0.01. An assumption.</summary>
    public double ContainsShare { get; init; } = 0.01;

    /// <summary>How many items a list parameter has. Default 3. A rule of thumb.</summary>
    public int ListItems { get; init; } = 3;

    /// <summary>The share of nulls in an optional column of which nothing else is known. Default 0.1. A rule of thumb.</summary>
    public double NullShare { get; init; } = 0.1;

    /// <summary>The share of rows that are marked deleted. Default 0.05. An assumption.</summary>
    public double DeletedShare { get; init; } = 0.05;

    /// <summary>How far back a table's time columns reach when the document does not say. Default two years. An assumption.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(730);

    /// <summary>
    /// Greatest share of rows with the most frequent value of an enumeration that has a default. Default 0.6. An assumption; most rows have
    /// reached the common state.
    /// </summary>
    public double DefaultValueShare { get; init; } = 0.6;
}
