using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// A session on a SQLite database. The library blocks, so every call runs on the calling thread and gives a finished task; cancellation
/// interrupts the library from whatever thread asks for it.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : ISession
{
    /// <inheritdoc />
    public EngineVersion Version => connection.Library.Version;

    /// <inheritdoc />
    public string VersionText => $"SQLite {connection.Library.Version}";

    /// <summary>The connection below.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>
    /// Runs the statements of a text. They are one transaction only if the text or the session says so. Rows are read and dropped, except
    /// those of <c>pragma foreign_key_check</c>, which are violations and so an error.
    /// </summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellation) =>
        Blocking(
            () =>
            {
                var text = Encoding.UTF8.GetBytes(sql);
                for (var from = 0; from < text.Length; )
                {
                    var start = from;
                    using var command = connection.Prepare(text, ref from);
                    if (command is not null && IsReferenceCheck(text.AsSpan(start, from - start)))
                    {
                        CheckReferences(command);
                    }

                    while (command?.Step() == true) { }
                }

                return 0;
            },
            cancellation
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellation) =>
        Blocking<IReadOnlyList<object?[]>>(
            () =>
            {
                using var command = connection.Prepare(sql);
                Bind(command, values);
                var rows = new List<object?[]>();
                while (command.Step())
                {
                    var row = new object?[command.Columns];
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] = command.Value(i);
                    }

                    rows.Add(row);
                }

                return rows;
            },
            cancellation
        );

    /// <inheritdoc />
    public Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation) =>
        Blocking<IPreparedStatement>(
            () => new SqlitePreparedStatement(this, connection.Prepare(statement.Sql, lasting: true)),
            cancellation
        );

    /// <inheritdoc />
    public Task BeginAsync(CancellationToken cancellation) => ExecuteAsync("begin immediate", cancellation);

    /// <inheritdoc />
    public Task BeginReadingAsync(CancellationToken cancellation) => ExecuteAsync("begin", cancellation);

    /// <inheritdoc />
    public Task CommitAsync(CancellationToken cancellation) => ExecuteAsync("commit", cancellation);

    /// <summary>Undoes the transaction. An error may have undone it already: then there is nothing to do.</summary>
    public Task RollbackAsync(CancellationToken cancellation) =>
        connection.InTransaction ? ExecuteAsync("rollback", cancellation) : Task.CompletedTask;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Gives the statement its values, in the order of its marks.</summary>
    public static void Bind(SqliteCommand command, IReadOnlyList<object?> values)
    {
        if (command.Parameters != values.Count)
        {
            throw new ArgumentException(
                $"The statement has {command.Parameters} parameters, but {values.Count} values came.",
                nameof(values)
            );
        }

        for (var i = 0; i < values.Count; i++)
        {
            SqliteValues.Bind(command, i + 1, values[i]);
        }
    }

    /// <summary>Runs what blocks; a cancellation interrupts it.</summary>
    public Task<T> Blocking<T>(Func<T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        try
        {
            using var interruption = cancellation.CanBeCanceled ? new SqliteInterruption(connection, cancellation) : null;
            return Task.FromResult(work());
        }
        catch (EngineException e)
            when (cancellation.IsCancellationRequested && e.Code == SqliteResult.Name(SqliteResult.Interrupt))
        {
            return Task.FromCanceled<T>(cancellation);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    private static bool IsReferenceCheck(ReadOnlySpan<byte> statement)
    {
        var text = Encoding.UTF8.GetString(statement[SqliteBlank.Skip(statement, 0)..]);
        var words = text.Split([' ', '\t', '\n', '\r', '.', '(', ';', '='], 4, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1
            && words[0].Equals("pragma", StringComparison.OrdinalIgnoreCase)
            && words.Skip(1).Take(2).Any(w => w.TrimEnd().Equals("foreign_key_check", StringComparison.OrdinalIgnoreCase));
    }

    private static void CheckReferences(SqliteCommand check)
    {
        var count = 0L;
        var first = "";
        while (check.Step())
        {
            if (count++ == 0)
            {
                var row = check.Value(1) is long number ? $"row {number.ToString(CultureInfo.InvariantCulture)}" : "a row";
                first = $"{row} of {check.Value(0)} refers to a row of {check.Value(2)} that is not there";
            }
        }

        if (count > 0)
        {
            var others = count == 1 ? "" : $" (and {(count - 1).ToString("N0", CultureInfo.InvariantCulture)} more such rows)";
            throw new EngineException($"FOREIGN KEY constraint failed: {first}{others}", "SQLITE_CONSTRAINT_FOREIGNKEY");
        }
    }
}

/// <summary>A prepared statement of a SQLite session.</summary>
internal sealed class SqlitePreparedStatement(SqliteSession session, SqliteCommand command) : IPreparedStatement
{
    /// <inheritdoc />
    public Task<long> RunAsync(IReadOnlyList<object?> values, CancellationToken cancellation) =>
        session.Blocking(
            () =>
            {
                SqliteSession.Bind(command, values);
                try
                {
                    var rows = 0L;
                    while (command.Step())
                    {
                        Read();
                        rows++;
                    }

                    return command.Columns == 0 ? command.Changes : rows;
                }
                finally
                {
                    // A statement that is not reset keeps its snapshot, and so holds up every checkpoint.
                    command.Reset();
                }
            },
            cancellation
        );

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        command.Dispose();
        return ValueTask.CompletedTask;
    }

    // An application takes the values too.
    private void Read()
    {
        for (var i = 0; i < command.Columns; i++)
        {
            _ = command.Value(i);
        }
    }
}
