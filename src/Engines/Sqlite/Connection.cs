using System.Runtime.InteropServices;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>An open connection of the SQLite library. One thread uses it at a time; only <see cref="Interrupt"/> may come from another.</summary>
internal sealed unsafe class SqliteConnection : IDisposable
{
    private const int ReadOnly = 0x1;
    private const int ReadWrite = 0x2;
    private const int Create = 0x4;
    private const int NoMutex = 0x8000;
    private const uint Persistent = 0x1;

    private nint handle;

    private SqliteConnection(SqliteLibrary library, nint handle) => (Library, this.handle) = (library, handle);

    /// <summary>The library's functions.</summary>
    public SqliteLibrary Library { get; }

    /// <summary>The connection as the library knows it.</summary>
    public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(SqliteConnection));

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => Library.GetAutocommit(Handle) == 0;

    /// <summary>Opens a database file, or <c>:memory:</c>.</summary>
    /// <exception cref="EngineException">It cannot be opened.</exception>
    public static SqliteConnection Open(SqliteLibrary library, string path, bool create) =>
        Open(library, path, ReadWrite | (create ? Create : 0));

    /// <summary>Opens a database file that is there, without the ability to write.</summary>
    /// <exception cref="EngineException">It cannot be opened.</exception>
    public static SqliteConnection OpenToRead(SqliteLibrary library, string path) => Open(library, path, ReadOnly);

    private static SqliteConnection Open(SqliteLibrary library, string path, int flags)
    {
        nint opened;
        int result;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            result = library.OpenV2(name, &opened, flags | NoMutex, null);
        }

        var connection = new SqliteConnection(library, opened);
        if (result == SqliteResult.Ok)
        {
            library.ExtendedResultCodes(opened, 1);
            return connection;
        }

        var error =
            opened == 0 ? new EngineException("out of memory", SqliteResult.Name(result)) : connection.Error(result, null, 0);
        connection.Dispose();
        throw error;
    }

    /// <summary>Prepares the first statement of a text; none when it has only space and comments.</summary>
    /// <param name="sql">The text in UTF-8, which need not end with a zero.</param>
    /// <param name="from">Where the statement begins; afterwards, where the next one does.</param>
    /// <param name="lasting">Whether it is kept for many runs.</param>
    /// <exception cref="EngineException">The library refuses it.</exception>
    public SqliteCommand? Prepare(byte[] sql, ref int from, bool lasting = false)
    {
        nint statement;
        byte* tail;
        var start = from;
        int result;
        fixed (byte* text = sql)
        {
            result = Library.PrepareV3(Handle, text + start, sql.Length - start, lasting ? Persistent : 0, &statement, &tail);
            if (result == SqliteResult.Ok)
            {
                from = (int)(tail - text);
            }
        }

        return result != SqliteResult.Ok ? throw Error(result, sql, start)
            : statement == 0 ? null
            : new SqliteCommand(this, statement, sql, start);
    }

    /// <summary>Prepares a text that is one statement.</summary>
    /// <exception cref="EngineException">The library refuses it.</exception>
    public SqliteCommand Prepare(string sql, bool lasting = false)
    {
        var from = 0;
        return Prepare(Encoding.UTF8.GetBytes(sql), ref from, lasting)
            ?? throw new EngineException("The text has no statement.", SqliteResult.Name(SqliteResult.Misuse));
    }

    /// <summary>Runs statements of dbwright's own that return nothing of interest.</summary>
    /// <exception cref="EngineException">The library refuses one.</exception>
    public void Run(string sql)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        for (var from = 0; from < text.Length; )
        {
            using var command = Prepare(text, ref from);
            while (command?.Step() == true) { }
        }
    }

    /// <summary>The first value of the first row, or none.</summary>
    /// <exception cref="EngineException">The library refuses it.</exception>
    public object? Ask(string sql)
    {
        using var command = Prepare(sql);
        return command.Step() ? command.Value(0) : null;
    }

    /// <summary>Waits so long for another connection's transaction to end, before giving up.</summary>
    public void WaitWhenBusy(int milliseconds) => Library.BusyTimeout(Handle, milliseconds);

    /// <summary>Stops the statement that runs.</summary>
    public void Interrupt()
    {
        if (handle != 0)
        {
            Library.Interrupt(handle);
        }
    }

    /// <summary>The error of the last call.</summary>
    /// <param name="result">The result of the call.</param>
    /// <param name="sql">The text in UTF-8 that it was about.</param>
    /// <param name="start">Where its statement begins in that text, in bytes.</param>
    public EngineException Error(int result, byte[]? sql, int start)
    {
        var message = Marshal.PtrToStringUTF8((nint)Library.ErrMsg(Handle)) ?? "unknown error";
        var code = Library.ExtendedErrCode(Handle) is var extended && extended != 0 ? extended : result;
        if (sql is null)
        {
            return new(message, SqliteResult.Name(code)) { Kind = SqliteResult.Kind(code, message) };
        }

        // Without a place of its own, an error is at the statement.
        var at = Library.ErrorOffset(Handle) is { } offset ? start + offset : SqliteBlank.Skip(sql, start);
        return new(message, SqliteResult.Name(code), Encoding.UTF8.GetCharCount(sql, 0, Math.Min(at, sql.Length)))
        {
            Kind = SqliteResult.Kind(code, message),
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            Library.CloseV2(handle);
            handle = 0;
        }
    }
}
