using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Locks of SQLite: there is one writer at a time, whose transaction begins with the write lock, so that runs need no lock of their own.
/// </summary>
internal sealed class SqliteRunLocks : IRunLocks
{
    /// <inheritdoc />
    public Task<bool> TryTakeAsync(ISession session, RunLock which, CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc />
    public Task<string?> HolderAsync(ISession session, RunLock which, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);

    /// <inheritdoc />
    public string LockTimeout(TimeSpan limit) =>
        $"pragma busy_timeout = {((long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc />
    public string? StatementTimeout(TimeSpan limit) => null;

    /// <inheritdoc />
    public Task<long?> NumberAsync(ISession session, CancellationToken cancellation) => Task.FromResult<long?>(null);

    /// <inheritdoc />
    public Task<Sequence<Blocker>> BlockersAsync(ISession observer, long waiting, CancellationToken cancellation) =>
        Task.FromResult<Sequence<Blocker>>([]);

    /// <inheritdoc />
    public Task<string?> PoolerAsync(Func<CancellationToken, Task<ISession>> open, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);
}
