using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Reads and writes single rows of some tables over and over, from a session for each, while something else happens: the longest of them is
/// what an application would have waited. No write stays.
/// </summary>
public sealed class ProbeWorkload : IAsyncDisposable
{
    private const int KeysOfATable = 50;

    private readonly ISession reader;
    private readonly ISession writer;
    private readonly TimeProvider clock;

    private ProbeWorkload(ISession reader, ISession writer, TimeProvider clock)
    {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /// <summary>Opens its sessions.</summary>
    public static async Task<ProbeWorkload> OpenAsync(
        ISandboxDatabase database,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var read = await database.OpenAsync(SandboxUser.Owner, cancellation);
        try
        {
            return new(read, await database.OpenAsync(SandboxUser.Owner, cancellation), clock);
        }
        catch
        {
            await read.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the workload while work is done.</summary>
    /// <param name="tables">The tables; those without a key or without rows are left out.</param>
    /// <param name="names">The engine's names.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Stops both.</param>
    /// <returns>What the workload met; none when no table has a row.</returns>
    public async Task<ProbeResult?> WhileAsync(
        IEnumerable<Table> tables,
        INames names,
        Func<Task> work,
        CancellationToken cancellation
    )
    {
        var reads = new List<ProbeStatement>();
        var writes = new List<ProbeStatement>();
        foreach (var table in tables.Where(t => t.PrimaryKey is not null && t.PartitionOf is null))
        {
            var key = table.PrimaryKey!.Columns;
            var of = $"{names.Quote(table.Name)}";
            var list = string.Join(", ", key.Select(names.Quote));
            var keys = await reader.QueryAsync($"select {list} from {of} order by {list} limit {KeysOfATable}", [], cancellation);
            if (keys.Count == 0)
            {
                continue;
            }

            var where = string.Join(" and ", key.Select((c, i) => $"{names.Quote(c)} = {names.Parameter(i + 1)}"));
            var other = table.Columns.FirstOrDefault(c => !key.Contains(c.Name) && c.Generated is null && c.Identity is null);
            var values = keys.ToList();
            reads.Add(
                new($"select {names.Quote((other ?? table.Columns[0]).Name)} from {of} where {where}", values, isWrite: false)
            );
            if (other is not null)
            {
                var column = names.Quote(other.Name);
                writes.Add(new($"update {of} set {column} = {column} where {where}", values, isWrite: true));
            }
        }

        if (reads.Count == 0)
        {
            await work();
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var done = new TaskCompletionSource();
        Task<Task>[] loops =
        [
            BeginAsync(reader, reads, done.Task, stop.Token),
            BeginAsync(writer, writes, done.Task, stop.Token),
        ];
        var beside = Task.WhenAll(await Task.WhenAll(loops));
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
            await beside;
        }

        var all = reads.Concat(writes).ToList();
        var slowest = all.MaxBy(s => s.Longest)!;
        return new(reads.Sum(s => s.Count), writes.Sum(s => s.Count), slowest.Longest, slowest.Sql)
        {
            Failures = all.Select(s => s.Failure).OfType<string>().ToSequence(),
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await writer.DisposeAsync();
    }

    // On a thread of its own, as SQLite gives none back while it waits; it is there once its first statement has run.
    private async Task<Task> BeginAsync(
        ISession session,
        List<ProbeStatement> statements,
        Task done,
        CancellationToken cancellation
    )
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var loop = Task
            .Factory.StartNew(
                () => LoopAsync(session, statements, begun, done, cancellation),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();
        await Task.WhenAny(begun.Task, loop);
        return loop;
    }

    // A round more after the work has ended shows what does not run any more.
    private async Task LoopAsync(
        ISession session,
        List<ProbeStatement> statements,
        TaskCompletionSource begun,
        Task done,
        CancellationToken cancellation
    )
    {
        var isLast = false;
        for (var round = 0; statements.Exists(s => s.Failure is null); round++)
        {
            foreach (var statement in statements.Where(s => s.Failure is null))
            {
                var started = clock.GetTimestamp();
                try
                {
                    await (
                        statement.IsWrite
                            ? WriteAsync(session, statement.Sql, statement.Keys[round % statement.Keys.Count], cancellation)
                            : session.QueryAsync(statement.Sql, statement.Keys[round % statement.Keys.Count], cancellation)
                    );
                    statement.Count++;
                }
                catch (EngineException e)
                {
                    statement.Failure = $"{statement.Sql}: {e.Message}";
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                statement.Longest = Math.Max(statement.Longest, clock.GetElapsedTime(started).TotalMilliseconds);
                begun.TrySetResult();
            }

            if (isLast)
            {
                return;
            }

            isLast = done.IsCompleted;
        }
    }

    // It waits as any write does, and is undone: triggers would write other values and other rows, which nobody could tell from what the
    // migration does.
    private static async Task WriteAsync(ISession session, string sql, object?[] key, CancellationToken cancellation)
    {
        await session.BeginAsync(cancellation);
        try
        {
            await session.QueryAsync(sql, key, cancellation);
        }
        finally
        {
            await session.RollbackAsync(CancellationToken.None);
        }
    }

    private sealed class ProbeStatement(string sql, List<object?[]> keys, bool isWrite)
    {
        public string Sql => sql;

        public bool IsWrite => isWrite;

        public List<object?[]> Keys => keys;

        public int Count { get; set; }

        public double Longest { get; set; }

        public string? Failure { get; set; }
    }
}
