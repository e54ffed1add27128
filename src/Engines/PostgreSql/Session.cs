using Dbwright.Model;
using Dbwright.Sql;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>A connection to a PostgreSQL server.</summary>
internal sealed class PostgreSqlSession : ISession, IServerBatches
{
    private static readonly string[] NewTypes = ["create type", "create domain", "create extension"];

    private readonly NpgsqlConnection connection;

    private PostgreSqlSession(NpgsqlConnection connection)
    {
        this.connection = connection;
        var version = connection.PostgreSqlVersion;
        Version = new(version.Major, version.Minor);
        VersionText = $"PostgreSQL {connection.ServerVersion}";
    }

    /// <inheritdoc />
    public EngineVersion Version { get; }

    /// <inheritdoc />
    public string VersionText { get; }

    /// <summary>Whether a transaction is open that <see cref="BeginAsync"/> began.</summary>
    public bool InTransaction { get; private set; }

    /// <summary>The driver's connection, for bulk loading.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Opens a session, and waits for it: nobody else uses this thread.</summary>
    /// <exception cref="EngineException">The server refuses it or is not there.</exception>
    public static PostgreSqlSession Open(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var opened = source.CreateConnection();
        try
        {
            Task.Run(opened.Open, cancellation).WaitAsync(cancellation).GetAwaiter().GetResult();
            return new(opened);
        }
        catch (NpgsqlException e)
        {
            opened.Dispose();
            throw PostgreSqlErrors.From(e);
        }
        // A cancelled opening goes on by itself until it ends, and may still use the connection.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens a session.</summary>
    /// <exception cref="EngineException">The server refuses it or is not there.</exception>
    public static async Task<PostgreSqlSession> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var opened = source.CreateConnection();
        try
        {
            await opened.OpenAsync(cancellation);
            return new(opened);
        }
        catch (NpgsqlException e)
        {
            await opened.DisposeAsync();
            throw PostgreSqlErrors.From(e);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs the statements of a text in one go. As with the simple protocol, they are one transaction unless the text says otherwise, and
    /// a single statement may be one that refuses transactions (<c>create index concurrently</c>).
    /// </summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        var statements = PostgreSqlScript.Split(sql).ToList();
        if (statements.Count == 0)
        {
            return;
        }

        await using var batch = Batch(statements.Select(s => s.Text));

        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            var failed = e.BatchCommand is { } command ? batch.BatchCommands.IndexOf((NpgsqlBatchCommand)command) : -1;
            throw failed < 0
                ? PostgreSqlErrors.From(e)
                : PostgreSqlErrors.From(e, statements[failed].Text, statements[failed].Offset);
        }
        catch (InvalidOperationException e) when (IsLost)
        {
            throw Lost(e);
        }

        // The driver learns types once; values of new ones could not be read.
        if (NewTypes.Any(words => sql.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            await connection.ReloadTypesAsync(cancellation);
        }
    }

    /// <summary>Like <see cref="RunAsync"/>, but waits on the calling thread.</summary>
    /// <exception cref="EngineException">The server refuses one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        foreach (var _ in QueryAll(statements, cancellation))
        {
            // What the statements return is dropped.
        }
    }

    /// <summary>Runs statements in one round trip, each sent as it stands; rows are read and dropped.</summary>
    /// <exception cref="EngineException">The server refuses one; the offset is that in the statement.</exception>
    public async Task RunAsync(IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        await using var batch = Batch(statements);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlErrors.From(e, e.BatchCommand?.CommandText ?? "");
        }
    }

    private NpgsqlBatch Batch(IEnumerable<string> statements)
    {
        var batch = connection.CreateBatch();
        batch.Timeout = 0;
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        return batch;
    }

    /// <inheritdoc />
    public Task<IBatches?> BatchesAsync(BatchedStatement statement, CancellationToken cancellation) =>
        PostgreSqlBatches.OfAsync(this, statement, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<object?[]>> QueryAsync(
        string sql,
        IReadOnlyList<object?> values,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await RowsAsync(reader, cancellation);
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlErrors.From(e, sql);
        }
        catch (InvalidOperationException e) when (IsLost)
        {
            throw Lost(e);
        }
        catch (InvalidCastException e)
        {
            throw new EngineException($"A value of the result cannot be read; cast it to text. {e.Message}", "22000", cause: e);
        }
    }

    /// <summary>
    /// Sends the queries together and gives the rows of each as they come, in the same order: the server works on the next ones meanwhile.
    /// It waits on the thread that it is called on, which takes much less work than a task for every row.
    /// </summary>
    /// <exception cref="EngineException">The server refuses one.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<IReadOnlyList<object?[]>> QueryAll(IEnumerable<string> queries, CancellationToken cancellation)
    {
        using var batch = Batch(queries);

        cancellation.ThrowIfCancellationRequested();
        using var stop = cancellation.UnsafeRegister(static batch => ((NpgsqlBatch)batch!).Cancel(), batch);
        using var reader = Asked(() => batch.ExecuteReader(), cancellation);
        do
        {
            yield return Asked(() => Rows(reader), cancellation);
        } while (Asked(reader.NextResult, cancellation));
    }

    private static T Asked<T>(Func<T> ask, CancellationToken cancellation)
    {
        try
        {
            return ask();
        }
        catch (NpgsqlException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw PostgreSqlErrors.From(e, e.BatchCommand?.CommandText ?? "");
        }
    }

    private static List<object?[]> Rows(NpgsqlDataReader reader)
    {
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    private static object?[] Row(NpgsqlDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = PostgreSqlValues.Read(reader, i);
        }

        return row;
    }

    // An earlier call saw the server go: the driver then takes no further one.
    private bool IsLost => connection.State != System.Data.ConnectionState.Open;

    private static EngineException Lost(InvalidOperationException cause) => new("The connection is lost.", "08003", cause: cause);

    private static async Task<IReadOnlyList<object?[]>> RowsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    /// <summary>The first row of a query as names and texts, without what is null; nothing when there is no row.</summary>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public async Task<IReadOnlyList<(string Name, string Value)>> FirstRowAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, AllResultTypesAreUnknown = true };
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var values = new List<(string, string)>();
            if (await reader.ReadAsync(cancellation))
            {
                values.AddRange(
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Where(i => !reader.IsDBNull(i))
                        .Select(i => (reader.GetName(i), reader.GetString(i)))
                );
            }

            return values;
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlErrors.From(e, sql);
        }
    }

    /// <inheritdoc />
    public async Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation)
    {
        var command = Command(statement);
        try
        {
            await command.PrepareAsync(cancellation);
            return new PostgreSqlStatement(command, statement);
        }
        catch (NpgsqlException e)
        {
            await command.DisposeAsync();
            throw PostgreSqlErrors.From(e, statement.Sql);
        }
    }

    /// <summary>A command with a typed parameter for each of the statement's.</summary>
    public NpgsqlCommand Command(Statement statement)
    {
        var command = new NpgsqlCommand(statement.Sql, connection) { CommandTimeout = 0 };
        foreach (var parameter in statement.Parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgreSqlValues.ParameterType(parameter) });
        }

        return command;
    }

    /// <inheritdoc />
    public async Task BeginAsync(CancellationToken cancellation)
    {
        await ExecuteAsync("begin", cancellation);
        InTransaction = true;
    }

    /// <inheritdoc />
    public async Task BeginReadingAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        await ExecuteAsync(
            "set transaction isolation level repeatable read, read only; set local datestyle = iso; set local timezone = 'UTC'; "
                + "set local intervalstyle = postgres; set local bytea_output = hex; set local extra_float_digits = 1",
            cancellation
        );
    }

    /// <inheritdoc />
    public async Task CommitAsync(CancellationToken cancellation)
    {
        // A plain commit of a failed transaction succeeds and undoes it; the select before it makes that an error.
        await ExecuteAsync("select 1; commit", cancellation);
        InTransaction = false;
    }

    /// <inheritdoc />
    public async Task RollbackAsync(CancellationToken cancellation)
    {
        InTransaction = false;
        await ExecuteAsync("rollback", cancellation);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>A prepared statement of a PostgreSQL session.</summary>
internal sealed class PostgreSqlStatement(NpgsqlCommand command, Statement statement) : IPreparedStatement
{
    /// <inheritdoc />
    public async Task<long> RunAsync(IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        PostgreSqlValues.Bind(command, statement, values);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (reader.FieldCount == 0)
            {
                return reader.RecordsAffected;
            }

            var rows = 0L;
            while (await reader.ReadAsync(cancellation))
            {
                rows++;
            }

            return rows;
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlErrors.From(e, statement.Sql);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => command.DisposeAsync();
}
