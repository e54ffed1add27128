using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Two transactions that stand in the way of a statement which refuses to be in one, so that its locks can be seen while it waits. The
/// first keeps out what changes a table, and shows the first lock of the statement; behind it the second, a reader, shows what it waits for
/// at the end (<c>detach partition concurrently</c>).
/// </summary>
internal sealed class PostgreSqlObstacle : IAsyncDisposable
{
    private const string Tables = """
        select c.oid::regclass::text, c.relkind = 'r'
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
          and pg_has_role(c.relowner, 'usage')
        order by 1
        """;

    private const string LocksOf =
        "select relation::bigint, mode::text from pg_locks where pid = $1 and locktype = 'relation' and mode <> 'SIReadLock'";

    private const string Waiting = "select count(*) from pg_locks where pid = $1 and not granted";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    // A statement that does not wait by then is in nobody's way, or works.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ISession changer;
    private readonly ISession reader;
    private readonly ISession observer;
    private readonly int watched;
    private readonly Dictionary<long, RelationLock> seen = [];

    private PostgreSqlObstacle(ISession changer, ISession reader, ISession observer, int watched) =>
        (this.changer, this.reader, this.observer, this.watched) = (changer, reader, observer, watched);

    /// <summary>Opens the transactions.</summary>
    public static async Task<PostgreSqlObstacle> PutAsync(
        ISandboxDatabase database,
        ISession session,
        CancellationToken cancellation
    )
    {
        var opened = new List<ISession>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                opened.Add(await database.OpenAsync(SandboxUser.Owner, cancellation));
            }

            var number = (int)(await session.QueryAsync("select pg_backend_pid()", [], cancellation))[0][0]!;
            var tables = await session.QueryAsync(Tables, [], cancellation);
            await opened[0].BeginAsync(cancellation);
            await opened[1].BeginAsync(cancellation);
            await LockAsync(opened[0], tables.Select(t => (string)t[0]!), "share update exclusive", cancellation);
            await LockAsync(opened[1], tables.Where(t => (bool)t[1]!).Select(t => (string)t[0]!), "access share", cancellation);
            return new(opened[0], opened[1], opened[2], number);
        }
        catch
        {
            foreach (var one in opened)
            {
                await one.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Lets the statement through, one transaction after the other.</summary>
    /// <returns>The strongest lock that it held or waited for, by the numbers of the relations.</returns>
    public async Task<IReadOnlyDictionary<long, RelationLock>> WatchAsync(Task running, CancellationToken cancellation)
    {
        try
        {
            await UntilItWaitsAsync(running, cancellation);
            await changer.RollbackAsync(cancellation);
            await UntilItWaitsAsync(running, cancellation);
        }
        finally
        {
            await changer.RollbackAsync(CancellationToken.None);
            await reader.RollbackAsync(CancellationToken.None);
        }

        while (!running.IsCompleted)
        {
            await LookAsync(cancellation);
            await Task.WhenAny(running, Task.Delay(Glance, cancellation));
        }

        return seen;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await changer.DisposeAsync();
        await reader.DisposeAsync();
        await observer.DisposeAsync();
    }

    private static async Task LockAsync(ISession session, IEnumerable<string> tables, string mode, CancellationToken cancellation)
    {
        var named = string.Join(", ", tables.Select(t => $"only {t}"));
        if (named.Length > 0)
        {
            await session.ExecuteAsync($"lock table {named} in {mode} mode", cancellation);
        }
    }

    private async Task UntilItWaitsAsync(Task running, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!running.IsCompleted && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await Task.WhenAny(running, Task.Delay(Glance, cancellation));
            var waits = (long)(await observer.QueryAsync(Waiting, [watched], cancellation))[0][0]! > 0;

            // Behind the question: what waits now has taken all that it takes before.
            await LookAsync(cancellation);
            if (waits)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        foreach (
            var (relation, taken) in PostgreSqlLockMeter.Strongest(await observer.QueryAsync(LocksOf, [watched], cancellation))
        )
        {
            seen[relation] = seen.TryGetValue(relation, out var had) && had > taken ? had : taken;
        }
    }
}
