namespace Dbwright.Model;

/// <summary>Measures what statements do to a running system: runs one and looks at the server instead of believing a rule.</summary>
public interface ILockMeter
{
    /// <summary>
    /// Runs a statement and says what the server did for it. What it changes stays, as without measuring. Within a transaction that
    /// <see cref="ISession.BeginAsync"/> began it is a part of that; locks that were held before it are not counted again. Otherwise it is
    /// a transaction of its own.
    /// </summary>
    /// <param name="database">The database of a sandbox, in which nobody else works; further sessions are opened on it.</param>
    /// <param name="session">The session on it that runs the statement.</param>
    /// <param name="step">The statement, as <see cref="ISteps.Read"/> gives it; neither begin nor end of a transaction.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">The engine refuses the statement; the place counts from the statement's beginning.</exception>
    Task<StatementMeasure> MeasureAsync(ISandboxDatabase database, ISession session, Step step, CancellationToken cancellation);
}

/// <summary>What kind of thing was measured.</summary>
public enum MeasuredKind
{
    /// <summary>A table, partitioned or not, or a foreign one.</summary>
    Table,

    /// <summary>A view.</summary>
    View,

    /// <summary>A view that keeps its rows.</summary>
    MaterializedView,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A sequence.</summary>
    Sequence,
}

/// <summary>A thing of a database that a statement locked or wrote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
public sealed record MeasuredObject(QualifiedName Name, MeasuredKind Kind)
{
    /// <summary>The table of an index; <see langword="null"/> for everything else.</summary>
    public QualifiedName? Table { get; init; }
}

/// <summary>A lock that a statement took.</summary>
/// <param name="Object">What it locks; it was there before the statement.</param>
/// <param name="Lock">The strongest lock on it.</param>
public sealed record MeasuredLock(MeasuredObject Object, RelationLock Lock);

/// <summary>How MariaDB carried a statement out.</summary>
/// <param name="Algorithm">The cheapest algorithm that it accepted and kept to.</param>
/// <param name="StopsWrites">Whether writes wait while it runs.</param>
public sealed record AlterWay(MySqlAlgorithm Algorithm, bool StopsWrites)
{
    /// <summary>As the clauses say it: <c>inplace</c>, <c>copy, writes wait</c>.</summary>
    public override string ToString() => $"{Algorithm.ToString().ToLowerInvariant()}{(StopsWrites ? ", writes wait" : "")}";
}

/// <summary>What a statement was seen to do.</summary>
public sealed record StatementMeasure
{
    /// <summary>
    /// The locks, by the names of what they are on; empty on engines that do not show them. Of statements that refuse transactions those
    /// that were seen while they waited for other sessions.
    /// </summary>
    public Sequence<MeasuredLock> Locks { get; init; } = [];

    /// <summary>
    /// Tables and indexes that were there before and lie in other files now, and new indexes of tables that were there before. What
    /// <c>truncate</c> empties is not among them.
    /// </summary>
    public Sequence<MeasuredObject> Written { get; init; } = [];

    /// <summary>Tables all rows of which were read, by queries, checks or builds, as far as the engine counts it.</summary>
    public Sequence<QualifiedName> Scanned { get; init; } = [];

    /// <summary>What the server said about its work (PostgreSQL, DEBUG), such as <c>verifying table "orders"</c>.</summary>
    public Sequence<string> Messages { get; init; } = [];

    /// <summary>Whether all rows of a table were read; also where only the server's messages say so, as indexes were read instead.</summary>
    public bool Scans =>
        Scanned.Count > 0
        || Messages.Any(m =>
            m.StartsWith("verifying table", StringComparison.Ordinal)
            || m.StartsWith("validating foreign key constraint", StringComparison.Ordinal)
        );

    /// <summary>MariaDB: how it altered a table; <see langword="null"/> for other statements and engines.</summary>
    public AlterWay? Way { get; init; }

    /// <summary>Whether the locks are those that were held at the end, all of them; otherwise those that were seen in passing.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>How long the statement ran.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What was written anew, as a whole.</summary>
    public Rewritten Rewrites =>
        Written.Any(w => w.Kind != MeasuredKind.Index) ? Rewritten.Table
        : Written.Count > 0 ? Rewritten.Indexes
        : Rewritten.Nothing;
}
