using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>An open connection of the SQLite library. One thread uses it at a time; only <see cref="Interrupt"/> may come from another.</summary>
internal sealed unsafe class SqliteConnection : IDisposable
{
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
    public static SqliteConnection Open(SqliteLibrary library, string path, bool create)
    {
        nint opened;
        int result;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            result = library.OpenV2(name, &opened, ReadWrite | NoMutex | (create ? Create : 0), null);
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
            return new(message, SqliteResult.Name(code));
        }

        // Without a place of its own, an error is at the statement.
        var at = Library.ErrorOffset(Handle) is { } offset ? start + offset : SqliteBlank.Skip(sql, start);
        return new(message, SqliteResult.Name(code), Encoding.UTF8.GetCharCount(sql, 0, Math.Min(at, sql.Length)));
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

/// <summary>A prepared statement of the SQLite library.</summary>
internal sealed unsafe class SqliteCommand : IDisposable
{
    // What tells the library to copy a value at once; zero promises that it stays until the statement has run.
    private const nint Transient = -1;
    private const nint Static = 0;

    private readonly SqliteConnection connection;
    private readonly SqliteLibrary library;
    private readonly byte[] sql;
    private readonly int start;
    private nint handle;

    public SqliteCommand(SqliteConnection connection, nint handle, byte[] sql, int start)
    {
        this.connection = connection;
        library = connection.Library;
        this.handle = handle;
        this.sql = sql;
        this.start = start;
        Columns = library.ColumnCount(handle);
    }

    /// <summary>How many columns its rows have; none for a statement that returns no rows.</summary>
    public int Columns { get; }

    /// <summary>The greatest number of a parameter.</summary>
    public int Parameters => library.BindParameterCount(handle);

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => library.Changes(connection.Handle);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="EngineException">The statement fails; it is reset.</exception>
    public bool Step()
    {
        var result = library.Step(handle);
        return result switch
        {
            SqliteResult.Row => true,
            SqliteResult.Done => false,
            _ => throw Failed(result),
        };
    }

    /// <summary>Makes it ready to run again, with the same values.</summary>
    public void Reset() => library.Reset(handle);

    /// <summary>Binds NULL; parameters are counted from 1.</summary>
    public void BindNull(int parameter) => Check(library.BindNull(handle, parameter));

    /// <summary>Binds a whole number.</summary>
    public void Bind(int parameter, long value) => Check(library.BindInt64(handle, parameter, value));

    /// <summary>Binds a floating-point number.</summary>
    public void Bind(int parameter, double value) => Check(library.BindDouble(handle, parameter, value));

    /// <summary>Binds a text in UTF-8, which is copied.</summary>
    public void BindText(int parameter, ReadOnlySpan<byte> value)
    {
        fixed (byte* text = value)
        {
            // An empty span has no address, but an empty text needs one: without, it would be NULL.
            byte none = 0;
            Check(library.BindText(handle, parameter, text is null ? &none : text, value.Length, Transient));
        }
    }

    /// <summary>Binds bytes, which are copied.</summary>
    public void BindBytes(int parameter, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            byte none = 0;
            Check(library.BindBlob(handle, parameter, bytes is null ? &none : bytes, value.Length, Transient));
        }
    }

    /// <summary>Binds a text that stays where it is until the statement has run.</summary>
    public void BindTextInPlace(int parameter, byte* text, int length) =>
        Check(library.BindText(handle, parameter, text, length, Static));

    /// <summary>Binds bytes that stay where they are until the statement has run.</summary>
    public void BindBytesInPlace(int parameter, byte* bytes, int length) =>
        Check(library.BindBlob(handle, parameter, bytes, length, Static));

    /// <summary>A value of the row: <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, bytes or null.</summary>
    public object? Value(int column)
    {
        switch (library.ColumnType(handle, column))
        {
            case 1:
                return library.ColumnInt64(handle, column);
            case 2:
                return library.ColumnDouble(handle, column);
            case 3:
                var text = library.ColumnText(handle, column);
                return Encoding.UTF8.GetString(text, library.ColumnBytes(handle, column));
            case 4:
                var bytes = library.ColumnBlob(handle, column);
                return new ReadOnlySpan<byte>(bytes, library.ColumnBytes(handle, column)).ToArray();
            default:
                return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            library.Finalize(handle);
            handle = 0;
        }
    }

    private void Check(int result)
    {
        if (result != SqliteResult.Ok)
        {
            throw connection.Error(result, null, 0);
        }
    }

    private EngineException Failed(int result)
    {
        var error = connection.Error(result, sql, start);
        Reset();
        return error;
    }
}

/// <summary>Space and comments between statements.</summary>
internal static class SqliteBlank
{
    /// <summary>The first place from <paramref name="at"/> on that is neither.</summary>
    public static int Skip(ReadOnlySpan<byte> sql, int at)
    {
        while (at < sql.Length)
        {
            var rest = sql[at..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)';')
            {
                at++;
            }
            else if (rest.StartsWith("--"u8))
            {
                var end = rest.IndexOf((byte)'\n');
                at = end < 0 ? sql.Length : at + end + 1;
            }
            else if (rest.StartsWith("/*"u8))
            {
                var end = rest.IndexOf("*/"u8);
                at = end < 0 ? sql.Length : at + end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}

/// <summary>Result codes of the SQLite library.</summary>
internal static class SqliteResult
{
    public const int Ok = 0;
    public const int Misuse = 21;
    public const int Row = 100;
    public const int Done = 101;
    public const int Interrupt = 9;

    private static readonly string[] Primary =
    [
        "OK",
        "ERROR",
        "INTERNAL",
        "PERM",
        "ABORT",
        "BUSY",
        "LOCKED",
        "NOMEM",
        "READONLY",
        "INTERRUPT",
        "IOERR",
        "CORRUPT",
        "NOTFOUND",
        "FULL",
        "CANTOPEN",
        "PROTOCOL",
        "EMPTY",
        "SCHEMA",
        "TOOBIG",
        "CONSTRAINT",
        "MISMATCH",
        "MISUSE",
        "NOLFS",
        "AUTH",
        "FORMAT",
        "RANGE",
        "NOTADB",
    ];

    private static readonly string[] Constraints =
    [
        "",
        "CHECK",
        "COMMITHOOK",
        "FOREIGNKEY",
        "FUNCTION",
        "NOTNULL",
        "PRIMARYKEY",
        "TRIGGER",
        "UNIQUE",
        "VTAB",
        "ROWID",
        "PINNED",
        "DATATYPE",
    ];

    /// <summary>The name of a code as the library's documentation has it; extended codes of constraints are told apart.</summary>
    public static string Name(int code)
    {
        var (kind, detail) = (code & 0xff, code >> 8);
        var name =
            kind < Primary.Length ? $"SQLITE_{Primary[kind]}" : string.Create(CultureInfo.InvariantCulture, $"SQLITE_{kind}");
        return kind == 19 && detail > 0 && detail < Constraints.Length ? $"{name}_{Constraints[detail]}" : name;
    }
}
