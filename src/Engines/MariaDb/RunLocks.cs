using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Locks of MariaDB.</summary>
internal sealed class MariaDbRunLocks : IRunLocks
{
    // Which session holds a lock on a table's definition is known to a plugin that few servers have: open transactions are what can hold one.
    private const string Open = """
        select p.id, p.user, p.host, p.command, timestampdiff(second, t.trx_started, now()),
            left(regexp_replace(coalesce(p.info, ''), '\\s+', ' '), 80)
        from information_schema.innodb_trx t
        join information_schema.processlist p on p.id = t.trx_mysql_thread_id
        join information_schema.processlist w on w.id = ? and w.state like 'Waiting%'
        where p.id not in (w.id, connection_id())
        order by t.trx_started
        limit 5
        """;

    /// <inheritdoc />
    public async Task<bool> TryTakeAsync(ISession session, RunLock which, CancellationToken cancellation) =>
        Number((await session.QueryAsync($"select get_lock({Name(which)}, 0)", [], cancellation))[0][0]) == 1;

    /// <inheritdoc />
    public Task ReleaseAsync(ISession session, RunLock which, CancellationToken cancellation) =>
        session.QueryAsync($"select release_lock({Name(which)})", [], cancellation);

    /// <inheritdoc />
    public async Task<string?> HolderAsync(ISession session, RunLock which, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            $"select id, user from information_schema.processlist where id = is_used_lock({Name(which)})",
            [],
            cancellation
        );
        return rows.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"session {rows[0][0]} (as {rows[0][1]})");
    }

    /// <inheritdoc />
    public string LockTimeout(TimeSpan limit)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(limit.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return $"set session lock_wait_timeout = {seconds}, session innodb_lock_wait_timeout = {seconds}";
    }

    /// <inheritdoc />
    public string StatementTimeout(TimeSpan limit) =>
        $"set session max_statement_time = {limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}";

    /// <inheritdoc />
    public async Task<long?> NumberAsync(ISession session, CancellationToken cancellation) =>
        Number((await session.QueryAsync("select connection_id()", [], cancellation))[0][0]);

    /// <inheritdoc />
    public async Task<Sequence<Blocker>> BlockersAsync(ISession observer, long waiting, CancellationToken cancellation) =>
        (await observer.QueryAsync(Open, [waiting], cancellation))
            .Select(r => new Blocker(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"perhaps session {r[0]} ({r[1]} at {r[2]}), {r[3]}, in a transaction for {r[4]} s: {r[5]}"
                )
            ))
            .ToSequence();

    /// <inheritdoc />
    public async Task<string?> PoolerAsync(Func<CancellationToken, Task<ISession>> open, CancellationToken cancellation)
    {
        await using var first = await open(cancellation);
        await using var second = await open(cancellation);
        var one = await NumberAsync(first, cancellation);
        return one == await NumberAsync(second, cancellation)
            ? $"Two sessions of this program are one session of the server ({one})."
            : null;
    }

    // Names of locks have at most 64 characters.
    private static string Name(RunLock which) =>
        $"concat('dbwright{(which == RunLock.Work ? " work" : "")} ', left(database(), 50))";

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
