namespace Dbwright.Model;

/// <summary>Somebody in whose way a session waits.</summary>
/// <param name="Who">The session and what it is doing, for people: <c>session 4711 (psql, as ann), idle in transaction for 95 s: update …</c>.</param>
public sealed record Blocker(string Who);

/// <summary>Places in the log of changes, in bytes from its beginning.</summary>
/// <param name="Written">Where the server writes.</param>
/// <param name="Replayed">Up to where the slowest replica has done what the log says.</param>
public sealed record ReplicaPosition(long Written, long Replayed);

/// <summary>The two locks of a run; each database has its own.</summary>
public enum RunLock
{
    /// <summary>Keeps other runs out; held beside the work for as long as the run takes.</summary>
    Run,

    /// <summary>
    /// Held by the session that works. A server goes on with the statement of a program that was killed, and only then sees that nobody
    /// waits for the answer: until then this lock tells the next run that the outcome is still open.
    /// </summary>
    Work,
}

/// <summary>Keeps runs of migrations apart, and sees who waits for whom.</summary>
public interface IRunLocks
{
    /// <summary>
    /// Takes one of this database's locks for runs of migrations, without waiting. The session holds it until it ends, also by the death
    /// of the process.
    /// </summary>
    /// <returns>Whether it was free.</returns>
    /// <exception cref="EngineException">The server refuses it.</exception>
    Task<bool> TryTakeAsync(ISession session, RunLock which, CancellationToken cancellation);

    /// <summary>Gives a lock back at once: the end of a session is seen by the server a moment later, and by a pool not at all.</summary>
    /// <exception cref="EngineException">The connection is gone, and the lock with it.</exception>
    Task ReleaseAsync(ISession session, RunLock which, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Who holds that lock, for people; none when nobody does or the account may not see it.</summary>
    Task<string?> HolderAsync(ISession session, RunLock which, CancellationToken cancellation);

    /// <summary>The statement after which a session's statements wait no longer than that for a lock, and fail.</summary>
    string LockTimeout(TimeSpan limit);

    /// <summary>The statement after which a session's statements run no longer than that; none when the engine has no such limit.</summary>
    string? StatementTimeout(TimeSpan limit);

    /// <summary>Whether a statement may wait as long as it must: nobody waits behind it meanwhile.</summary>
    bool WaitsQuietly(Step step) => false;

    /// <summary>The session's number on the server; none where sessions have none.</summary>
    Task<long?> NumberAsync(ISession session, CancellationToken cancellation);

    /// <summary>Who is in the way of a session.</summary>
    /// <param name="observer">Another session.</param>
    /// <param name="waiting">The number of the one that may be waiting.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<Sequence<Blocker>> BlockersAsync(ISession observer, long waiting, CancellationToken cancellation);

    /// <summary>
    /// What stands between the program and the server and takes sessions apart, so that locks of a session mean nothing (a pooler in
    /// transaction mode); none when there is no such thing.
    /// </summary>
    /// <param name="open">Opens a further session as the run's own are opened.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<string?> PoolerAsync(Func<CancellationToken, Task<ISession>> open, CancellationToken cancellation);

    /// <summary>How far the replicas have come; none when there is none, or when the account may not see it.</summary>
    Task<ReplicaPosition?> ReplicasAsync(ISession session, CancellationToken cancellation) =>
        Task.FromResult<ReplicaPosition?>(null);
}
