using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

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
