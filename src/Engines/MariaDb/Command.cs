using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A prepared statement of the client library, by the binary protocol. One thread uses it at a time.</summary>
internal sealed unsafe class MariaDbCommand : IDisposable
{
    // What a value of most columns needs; longer ones are fetched apart.
    private const int Usual = 256;
    private const int NoData = 100;
    private const uint BinaryCharset = 63;

    private readonly MariaDbConnection connection;
    private readonly MariaDbLibrary library;
    private readonly string sql;
    private readonly MariaDbParameters parameters;
    private MariaDbBind[] columns = [];
    private (MariaDbFieldType Type, bool Binary)[] types = [];
    private byte[] buffer = [];
    private CULong[] lengths = [];
    private byte[] nulls = [];
    private nint handle;

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public MariaDbCommand(MariaDbConnection connection, string sql)
    {
        this.connection = connection;
        this.sql = sql;
        library = connection.Library;
        handle = library.StmtInit(connection.Handle);
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* bytes = text)
        {
            if (library.StmtPrepare(handle, bytes, new((nuint)text.Length)) != 0)
            {
                var error = Failed();
                Dispose();
                throw error;
            }
        }

        parameters = new((int)library.StmtParamCount(handle).Value);
        Describe();
    }

    /// <summary>How many values it takes.</summary>
    public int Parameters => parameters.Count;

    /// <summary>Runs it and reads every row to the end.</summary>
    /// <returns>The rows returned, or changed by a statement that returns none.</returns>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public long Run(IReadOnlyList<object?> values) => Run(values, null);

    /// <summary>Runs it and gives its rows.</summary>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public IReadOnlyList<object?[]> Query(IReadOnlyList<object?> values)
    {
        var rows = new List<object?[]>();
        Run(values, rows);
        return rows;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            library.StmtClose(handle);
            handle = 0;
        }
    }

    /// <summary>Makes room for the columns that the statement returns, as far as the server has said what they are.</summary>
    private void Describe()
    {
        var metadata = library.StmtResultMetadata(handle);
        if (metadata == 0)
        {
            return;
        }

        var count = (int)library.NumFields(metadata);
        var fields = library.FetchFields(metadata);
        types = new (MariaDbFieldType, bool)[count];
        columns = GC.AllocateArray<MariaDbBind>(count, pinned: true);
        buffer = GC.AllocateUninitializedArray<byte>(count * Usual, pinned: true);
        lengths = GC.AllocateArray<CULong>(count, pinned: true);
        nulls = GC.AllocateArray<byte>(count, pinned: true);
        for (var i = 0; i < count; i++)
        {
            types[i] = (fields[i].Type, fields[i].Charset == BinaryCharset);
            columns[i] = new()
            {
                Type = MariaDbFieldType.String,
                Buffer = Marshal.UnsafeAddrOfPinnedArrayElement(buffer, i * Usual).ToPointer(),
                BufferLength = new(Usual),
                Length = (CULong*)Marshal.UnsafeAddrOfPinnedArrayElement(lengths, i),
                IsNull = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(nulls, i),
            };
        }

        library.FreeResult(metadata);
    }

    private long Run(IReadOnlyList<object?> values, List<object?[]>? rows)
    {
        parameters.Take(values);
        if (parameters.Count > 0 && library.StmtBindParam(handle, parameters.Binds) != 0)
        {
            throw Failed();
        }

        if (library.StmtExecute(handle) != 0)
        {
            throw Failed();
        }

        // What INSERT … RETURNING returns is only known once it has run.
        if (columns.Length == 0)
        {
            Describe();
        }

        if (columns.Length == 0)
        {
            return (long)library.StmtAffectedRows(handle);
        }

        try
        {
            return Fetch(rows);
        }
        finally
        {
            library.StmtFreeResult(handle);

            // A procedure's result is followed by its status.
            while (library.StmtNextResult(handle) == 0)
            {
                library.StmtFreeResult(handle);
            }
        }
    }

    private long Fetch(List<object?[]>? rows)
    {
        fixed (MariaDbBind* binds = columns)
        {
            if (library.StmtBindResult(handle, binds) != 0)
            {
                throw Failed();
            }

            var count = 0L;
            while (true)
            {
                switch (library.StmtFetch(handle))
                {
                    case NoData:
                        return count;
                    case 1:
                        throw Failed();
                    default:
                        count++;
                        rows?.Add(Row());
                        break;
                }
            }
        }
    }

    private object?[] Row()
    {
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = nulls[i] != 0 ? null : Value(i);
        }

        return row;
    }

    private object Value(int column)
    {
        var length = (int)lengths[column].Value;
        if (length <= Usual)
        {
            return MariaDbValues.Read(buffer.AsSpan(column * Usual, length), types[column].Type, types[column].Binary);
        }

        var all = new byte[length];
        var size = new CULong((nuint)length);
        byte isNull = 0;
        fixed (byte* bytes = all)
        {
            var bind = new MariaDbBind
            {
                Type = MariaDbFieldType.String,
                Buffer = bytes,
                BufferLength = size,
                Length = &size,
                IsNull = &isNull,
            };
            if (library.StmtFetchColumn(handle, &bind, (uint)column, new(0)) != 0)
            {
                throw Failed();
            }
        }

        return MariaDbValues.Read(all, types[column].Type, types[column].Binary);
    }

    // An error while rows arrive is the connection's, not the statement's.
    private EngineException Failed() =>
        library.StmtErrno(handle) is var number && number != 0
            ? MariaDbConnection.Failed(number, Marshal.PtrToStringUTF8((nint)library.StmtError(handle)) ?? "unknown error", sql)
            : connection.Failed(sql);
}

/// <summary>The values of a statement's parameters, in memory that does not move.</summary>
internal sealed unsafe class MariaDbParameters(int count)
{
    private readonly MariaDbBind[] binds = GC.AllocateArray<MariaDbBind>(count, pinned: true);
    private readonly (int Offset, int Length)[] places = new (int, int)[count];
    private byte[] buffer = GC.AllocateUninitializedArray<byte>(1024, pinned: true);
    private int used;

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>What the library binds; valid until the next call of <see cref="Take"/>.</summary>
    public MariaDbBind* Binds => (MariaDbBind*)Marshal.UnsafeAddrOfPinnedArrayElement(binds, 0);

    /// <summary>Takes the values of the next run.</summary>
    /// <exception cref="ArgumentException">There are more or fewer of them than parameters, or one has a type that nobody sends.</exception>
    public void Take(IReadOnlyList<object?> values)
    {
        if (values.Count != count)
        {
            throw new ArgumentException($"The statement has {count} parameters, but {values.Count} values came.", nameof(values));
        }

        used = 0;
        for (var i = 0; i < count; i++)
        {
            // Aligned for the largest of the structures.
            used = (used + 7) & ~7;
            var start = used;
            binds[i] = new() { Type = Put(values[i]) };
            places[i] = (start, used - start);
        }

        // Only now: the buffer may have grown, and so have moved.
        for (var i = 0; i < count; i++)
        {
            binds[i].Buffer = Marshal.UnsafeAddrOfPinnedArrayElement(buffer, places[i].Offset).ToPointer();
            binds[i].BufferLength = new((nuint)places[i].Length);
            binds[i].Length = null;
            binds[i].LengthValue = new((nuint)places[i].Length);
        }
    }

    private MariaDbFieldType Put(object? value)
    {
        switch (value)
        {
            case null:
                return MariaDbFieldType.Null;
            case bool truth:
                Room(1)[0] = truth ? (byte)1 : (byte)0;
                return MariaDbFieldType.Tiny;
            case long number:
                return Number(number);
            case int number:
                return Number(number);
            case short number:
                return Number(number);
            case double number:
                MemoryMarshal.Write(Room(sizeof(double)), number);
                return MariaDbFieldType.Double;
            case decimal number:
                Text(number.ToString(CultureInfo.InvariantCulture));
                return MariaDbFieldType.NewDecimal;
            case string text:
                Text(text);
                return MariaDbFieldType.VarString;
            case byte[] bytes:
                bytes.CopyTo(Room(bytes.Length));
                return MariaDbFieldType.Blob;
            case Guid uuid:
                Text(uuid.ToString("D"));
                return MariaDbFieldType.VarString;
            case DateTime moment:
                return Time(MariaDbValues.Moment(moment), MariaDbFieldType.DateTime);
            case DateOnly date:
                return Time(MariaDbValues.Date(date), MariaDbFieldType.Date);
            case TimeOnly time:
                return Time(MariaDbValues.Time(time.ToTimeSpan()), MariaDbFieldType.Time);
            case TimeSpan time:
                return Time(MariaDbValues.Time(time), MariaDbFieldType.Time);
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} is not sent.", nameof(value));
        }
    }

    private MariaDbFieldType Number(long number)
    {
        MemoryMarshal.Write(Room(sizeof(long)), number);
        return MariaDbFieldType.LongLong;
    }

    private MariaDbFieldType Time(MariaDbTime time, MariaDbFieldType type)
    {
        MemoryMarshal.Write(Room(sizeof(MariaDbTime)), time);
        return type;
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetByteCount(text)));

    private Span<byte> Room(int bytes)
    {
        if (used + bytes > buffer.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(buffer.Length * 2, used + bytes), pinned: true);
            // The gap before an aligned value may lie behind the end.
            buffer.AsSpan(0, Math.Min(used, buffer.Length)).CopyTo(larger);
            buffer = larger;
        }

        used += bytes;
        return buffer.AsSpan(used - bytes, bytes);
    }
}
