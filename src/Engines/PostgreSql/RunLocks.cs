using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Locks of PostgreSQL.</summary>
internal sealed class PostgreSqlRunLocks : IRunLocks
{
    private const string Holder = """
        select a.pid, a.application_name, a.usename, a.backend_start
        from pg_locks l
        join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and l.objsubid = 2
          and l.database = (select oid from pg_database where datname = current_database())
          and l.classid::bigint = $1 and l.objid::bigint = hashtext(coalesce(current_schema(), ''))::bigint & 4294967295
        """;

    // Clones that are being made have no position of their own.
    private const string Replicas = """
        select (pg_current_wal_lsn() - '0/0')::bigint, min(replay_lsn - '0/0')::bigint
        from pg_stat_replication
        where state in ('streaming', 'catchup')
        """;

    private const string Blocking = """
        select a.pid, coalesce(a.application_name, ''), coalesce(a.usename, ''), coalesce(a.state, a.backend_type),
            round(extract(epoch from now() - coalesce(a.xact_start, a.query_start, a.backend_start)))::bigint,
            left(regexp_replace(coalesce(a.query, ''), '\s+', ' ', 'g'), 80)
        from pg_stat_activity a
        where a.pid = any (pg_blocking_pids($1::integer))
        order by a.xact_start
        """;

    /// <inheritdoc />
    public async Task<bool> TryTakeAsync(ISession session, RunLock which, CancellationToken cancellation) =>
        (bool)(await session.QueryAsync($"select pg_try_advisory_lock({Key(which)})", [], cancellation))[0][0]!;

    /// <inheritdoc />
    public Task ReleaseAsync(ISession session, RunLock which, CancellationToken cancellation) =>
        session.QueryAsync($"select pg_advisory_unlock({Key(which)})", [], cancellation);

    /// <inheritdoc />
    public async Task<string?> HolderAsync(ISession session, RunLock which, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(Holder, [Class(which)], cancellation);
        return rows.Count == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"session {rows[0][0]} ({rows[0][1]}, as {rows[0][2]}), since {rows[0][3]:u}"
            );
    }

    /// <inheritdoc />
    public string LockTimeout(TimeSpan limit) => $"set lock_timeout = {Milliseconds(limit)}";

    /// <inheritdoc />
    public string StatementTimeout(TimeSpan limit) => $"set statement_timeout = {Milliseconds(limit)}";

    /// <inheritdoc />
    // A concurrent statement waits for older transactions under a lock that reads and writes go past.
    public bool WaitsQuietly(Step step) =>
        step.Kind == StepKind.Alone && step.Text.Contains("concurrently", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async Task<long?> NumberAsync(ISession session, CancellationToken cancellation) =>
        Convert.ToInt64(
            (await session.QueryAsync("select pg_backend_pid()", [], cancellation))[0][0],
            CultureInfo.InvariantCulture
        );

    /// <inheritdoc />
    public async Task<Sequence<Blocker>> BlockersAsync(ISession observer, long waiting, CancellationToken cancellation) =>
        (await observer.QueryAsync(Blocking, [waiting], cancellation))
            .Select(r => new Blocker(
                string.Create(CultureInfo.InvariantCulture, $"session {r[0]} ({r[1]}, as {r[2]}), {r[3]} for {r[4]} s: {r[5]}")
            ))
            .ToSequence();

    /// <inheritdoc />
    public async Task<string?> PoolerAsync(Func<CancellationToken, Task<ISession>> open, CancellationToken cancellation)
    {
        // A pooler in transaction mode gives the server session that one client just left to the next one that asks.
        await using var first = await open(cancellation);
        await using var second = await open(cancellation);
        var one = await NumberAsync(first, cancellation);
        return one == await NumberAsync(second, cancellation)
            ? $"Two sessions of this program are one session of the server ({one})."
            : null;
    }

    /// <inheritdoc />
    public async Task<ReplicaPosition?> ReplicasAsync(ISession session, CancellationToken cancellation) =>
        (await session.QueryAsync(Replicas, [], cancellation))[0] is [long written, long replayed]
            ? new(written, replayed)
            : null;

    // One lock for each schema of a database.
    private static string Key(RunLock which) => $"{Class(which)}, hashtext(coalesce(current_schema(), ''))";

    // The letters "dbwr" and "dbww" as numbers.
    private static long Class(RunLock which) => which == RunLock.Work ? 1684174711 : 1684174706;

    private static string Milliseconds(TimeSpan limit) => ((long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
