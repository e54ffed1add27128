namespace Dbwright.Engines;

/// <summary>How ALTER TABLE does its work, from the least to the most.</summary>
internal enum OnlineAlgorithm
{
    /// <summary>Only the definition is written.</summary>
    Instant,

    /// <summary>Indexes are built or dropped; the rows stay where they are.</summary>
    NoCopy,

    /// <summary>The table is written anew inside the storage engine.</summary>
    InPlace,

    /// <summary>The table is written anew row by row.</summary>
    Copy,
}

/// <summary>What others may do meanwhile.</summary>
internal enum OnlineLock
{
    /// <summary>Read and write.</summary>
    None,

    /// <summary>Read.</summary>
    Shared,
}

/// <summary>What a clause of ALTER TABLE touches, which decides what it can stand together with.</summary>
internal enum OnlineWork
{
    /// <summary>Definitions that no row depends on.</summary>
    Words,

    /// <summary>An index goes.</summary>
    Unbuild,

    /// <summary>The columns that rows consist of.</summary>
    Shape,

    /// <summary>Columns that are computed when read.</summary>
    Computed,

    /// <summary>An index is built.</summary>
    Build,

    /// <summary>Every row is written anew.</summary>
    Rows,
}

/// <summary>The strongest clauses that the server accepts for something, and keeps.</summary>
/// <param name="Work">What it touches.</param>
/// <param name="Algorithm">How it is done.</param>
/// <param name="Lock">What others may do meanwhile.</param>
internal sealed record OnlineWay(OnlineWork Work, OnlineAlgorithm Algorithm, OnlineLock Lock)
{
    /// <summary>Only definitions change.</summary>
    public static OnlineWay Words { get; } = new(OnlineWork.Words, OnlineAlgorithm.Instant, OnlineLock.None);

    /// <summary>An index is dropped.</summary>
    public static OnlineWay Unbuild { get; } = new(OnlineWork.Unbuild, OnlineAlgorithm.NoCopy, OnlineLock.None);

    /// <summary>Columns come or go and the rows stay as they are.</summary>
    public static OnlineWay Shape { get; } = new(OnlineWork.Shape, OnlineAlgorithm.Instant, OnlineLock.None);

    /// <summary>Computed columns come or go.</summary>
    public static OnlineWay Computed { get; } = new(OnlineWork.Computed, OnlineAlgorithm.Instant, OnlineLock.None);

    /// <summary>An index is built while rows are read and written.</summary>
    public static OnlineWay Build { get; } = new(OnlineWork.Build, OnlineAlgorithm.NoCopy, OnlineLock.None);

    /// <summary>An index is built while rows are only read.</summary>
    public static OnlineWay BuildShared { get; } = Build with { Lock = OnlineLock.Shared };

    /// <summary>The rows are written anew while they are read and written.</summary>
    public static OnlineWay Rebuild { get; } = new(OnlineWork.Rows, OnlineAlgorithm.InPlace, OnlineLock.None);

    /// <summary>The rows are written anew, in the engine, while they are only read.</summary>
    public static OnlineWay RebuildShared { get; } = Rebuild with { Lock = OnlineLock.Shared };

    /// <summary>The rows are copied one by one while they are only read.</summary>
    public static OnlineWay Copy { get; } = new(OnlineWork.Rows, OnlineAlgorithm.Copy, OnlineLock.Shared);

    /// <summary>Whether both can be one statement without more being done, or locked, than by two.</summary>
    public bool Joins(OnlineWay other) =>
        // Beside a computed column not even a word can change.
        Pair(other) is (OnlineWork.Words, OnlineWork.Computed)
            ? Algorithm == OnlineAlgorithm.Copy
        : Work == OnlineWork.Words || other.Work == OnlineWork.Words
            ? (Algorithm == OnlineAlgorithm.Copy) == (other.Algorithm == OnlineAlgorithm.Copy)
        : Algorithm == OnlineAlgorithm.Copy || other.Algorithm == OnlineAlgorithm.Copy ? Algorithm == other.Algorithm
        : Lock == other.Lock
            && (
                Work == other.Work
                || Pair(other) is (OnlineWork.Unbuild, OnlineWork.Build) or (OnlineWork.Unbuild, OnlineWork.Shape)
                || Pair(other) is (not OnlineWork.Computed, OnlineWork.Rows)
            );

    /// <summary>What both take when they must be one statement.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="rebuild">What writing the table anew takes.</param>
    public OnlineWay With(OnlineWay other, OnlineWay rebuild)
    {
        var both =
            Pair(other) is (OnlineWork.Words, OnlineWork.Computed) ? Copy
            : Work == OnlineWork.Words ? other
            : other.Work == OnlineWork.Words ? this
            : null;
        return both
            ?? Pair(other) switch
            {
                (OnlineWork.Shape, OnlineWork.Build) => Most(other).Most(rebuild),
                (OnlineWork.Shape, OnlineWork.Computed) or (OnlineWork.Computed, OnlineWork.Rows) => Copy,
                (OnlineWork.Computed, OnlineWork.Build) => Most(other) with { Lock = OnlineLock.Shared },
                _ => Most(other),
            };
    }

    private OnlineWay Most(OnlineWay other) =>
        new(
            (OnlineWork)Math.Max((int)Work, (int)other.Work),
            (OnlineAlgorithm)Math.Max((int)Algorithm, (int)other.Algorithm),
            (OnlineLock)Math.Max((int)Lock, (int)other.Lock)
        );

    private (OnlineWork Less, OnlineWork More) Pair(OnlineWay other) =>
        Work < other.Work ? (Work, other.Work) : (other.Work, Work);
}
