using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>
/// A session on a MariaDB server. The client library blocks, so every call runs on a thread of the session's own; a cancellation stops the
/// statement from a second connection.
/// </summary>
internal sealed class MariaDbSession : ISession, IServerBatches
{
    private readonly MariaDbAddress address;
    private readonly MariaDbThread thread;
    private readonly MariaDbConnection connection;
    private readonly ulong id;
    private bool isDisposed;

    private MariaDbSession(MariaDbAddress address, MariaDbThread thread, MariaDbConnection connection)
    {
        this.address = address;
        this.thread = thread;
        this.connection = connection;
        id = connection.Id;
        Version = connection.Version;
        VersionText = ServerName(connection.ServerInfo);
        IsMariaDb = connection.ServerInfo.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc />
    public EngineVersion Version { get; }

    /// <inheritdoc />
    public string VersionText { get; }

    /// <summary>Whether the server is MariaDB; MySQL and others speak the same protocol.</summary>
    public bool IsMariaDb { get; }

    /// <summary>Every definition ends the transaction that is open, so that it cannot be undone.</summary>
    public bool UndoesDefinitions => false;

    /// <summary>Whether a transaction is open that <see cref="BeginAsync"/> began.</summary>
    public bool InTransaction { get; private set; }

    /// <summary>The product and its version, from what the server says at the greeting.</summary>
    internal static string ServerName(string greeting) =>
        greeting.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
            ? $"MariaDB {greeting.Replace("-MariaDB", "", StringComparison.Ordinal)}"
            : $"MySQL {greeting}";

    /// <summary>Opens a session.</summary>
    /// <exception cref="EngineException">The server refuses it or is not there.</exception>
    public static async Task<MariaDbSession> OpenAsync(MariaDbAddress address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var worker = new MariaDbThread();
        try
        {
            var opened = await worker.RunAsync(() => MariaDbConnection.Open(address));
            return new(address, worker, opened);
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs the statements of a text one after the other. Each definition is a transaction of its own: what came before a failing one stays.
    /// </summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellation) =>
        BlockingAsync(
            own =>
            {
                foreach (var statement in MariaDbScript.Split(sql))
                {
                    try
                    {
                        own.Run(statement.Text);
                    }
                    catch (EngineException e)
                    {
                        throw e.At(statement.Offset + (e.Offset ?? 0));
                    }
                }

                return 0;
            },
            cancellation
        );

    /// <summary>Runs one statement as it stands; rows are read and dropped.</summary>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public Task RunAsync(string statement, CancellationToken cancellation) =>
        BlockingAsync(own => own.Run(statement), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellation) =>
        BlockingAsync(
            own =>
            {
                using var command = new MariaDbCommand(own, sql);
                return command.Query(values);
            },
            cancellation
        );

    /// <inheritdoc />
    public Task<IBatches?> BatchesAsync(BatchedStatement statement, CancellationToken cancellation) =>
        MariaDbBatches.OfAsync(this, statement, cancellation);

    /// <inheritdoc />
    public async Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation)
    {
        var prepared = new MariaDbStatement(this, statement);
        await BlockingAsync(prepared.Prepare, cancellation);
        return prepared;
    }

    /// <inheritdoc />
    public async Task BeginAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("start transaction", cancellation);
        InTransaction = true;
    }

    /// <inheritdoc />
    public async Task BeginReadingAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("set transaction isolation level repeatable read, read only", cancellation);
        await BeginAsync(cancellation);
    }

    /// <inheritdoc />
    public async Task CommitAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("commit", cancellation);
        InTransaction = false;
    }

    /// <inheritdoc />
    public async Task RollbackAsync(CancellationToken cancellation)
    {
        InTransaction = false;
        await ExecuteAsync("rollback", cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await thread.RunAsync(() =>
        {
            connection.Dispose();
            return 0;
        });
        thread.Dispose();
    }

    /// <summary>Runs what blocks on the session's thread; a cancellation stops it on the server.</summary>
    public async Task<T> BlockingAsync<T>(Func<MariaDbConnection, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var running = thread.RunAsync(() => work(connection));
        if (!cancellation.CanBeCanceled)
        {
            return await running;
        }

        await using var registration = cancellation.UnsafeRegister(
            static state => _ = ((MariaDbSession)state!).StopAsync(),
            this
        );
        try
        {
            return await running;
        }
        catch (EngineException e) when (cancellation.IsCancellationRequested && e.Code == "1317")
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await Task.Run(() =>
            {
                using var second = MariaDbConnection.Open(address);
                second.Run($"kill query {id}");
            });
        }
        catch (EngineException)
        {
            // Nothing runs any more, or the server is gone: either way the call ends by itself.
        }
    }
}

/// <summary>A prepared statement of a MariaDB session. A list parameter is as many marks as it has items, prepared once for each number.</summary>
internal sealed class MariaDbStatement(MariaDbSession session, Statement statement) : IPreparedStatement
{
    private readonly Dictionary<string, MariaDbCommand> commands = new(StringComparer.Ordinal);
    private readonly bool hasLists = statement.Parameters.Any(p => p.Many);

    /// <summary>Prepares it for lists of one item, so that an error shows at once.</summary>
    public int Prepare(MariaDbConnection connection)
    {
        _ = Command(connection, MariaDbLists.Expand(statement, statement.Parameters.Select(p => p.Many ? new object?[1] : null)));
        return 0;
    }

    /// <inheritdoc />
    public Task<long> RunAsync(IReadOnlyList<object?> values, CancellationToken cancellation) =>
        session.BlockingAsync(
            connection =>
                hasLists
                    ? Command(connection, MariaDbLists.Expand(statement, values)).Run(MariaDbLists.Flatten(statement, values))
                    : Command(connection, statement.Sql).Run(values),
            cancellation
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync() =>
        await session.BlockingAsync(
            _ =>
            {
                foreach (var command in commands.Values)
                {
                    command.Dispose();
                }

                commands.Clear();
                return 0;
            },
            CancellationToken.None
        );

    private MariaDbCommand Command(MariaDbConnection connection, string sql)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = new(connection, sql);
        }

        return command;
    }
}
