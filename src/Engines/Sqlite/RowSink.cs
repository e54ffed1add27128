using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Binds the values of a row to an INSERT. Texts are encoded into memory that stays in place until the next row.</summary>
internal sealed unsafe class SqliteRowSink : IRowSink, IDisposable
{
    private const int Room = 64 * 1024;

    private readonly SqliteCommand insert;
    private readonly byte* memory;
    private int used;
    private int parameter;

    public SqliteRowSink(SqliteCommand insert)
    {
        this.insert = insert;
        memory = (byte*)NativeMemory.Alloc(Room);
    }

    /// <summary>Starts a row.</summary>
    public void Begin() => (used, parameter) = (0, 0);

    /// <inheritdoc />
    public void Null() => insert.BindNull(++parameter);

    /// <inheritdoc />
    public void Boolean(bool value) => insert.Bind(++parameter, value ? 1L : 0L);

    /// <inheritdoc />
    public void Integer(long value) => insert.Bind(++parameter, value);

    /// <inheritdoc />
    public void Decimal(decimal value) => SqliteValues.Bind(insert, ++parameter, value);

    /// <inheritdoc />
    public void Float(double value) => insert.Bind(++parameter, value);

    /// <inheritdoc />
    public void Text(ReadOnlySpan<char> value)
    {
        if (Encoding.UTF8.TryGetBytes(value, Free, out var written))
        {
            Bind(written);
        }
        else
        {
            insert.BindText(++parameter, Encoding.UTF8.GetBytes(value.ToArray()));
        }
    }

    /// <inheritdoc />
    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (value.Length > Room - used)
        {
            insert.BindBytes(++parameter, value);
            return;
        }

        value.CopyTo(Free);
        insert.BindBytesInPlace(++parameter, memory + used, value.Length);
        used += value.Length;
    }

    /// <inheritdoc />
    public void Date(DateOnly value) => Formatted(value, "yyyy-MM-dd");

    /// <inheritdoc />
    public void Time(TimeOnly value) => Formatted(value, "HH:mm:ss");

    /// <inheritdoc />
    public void Timestamp(DateTime value) => Formatted(value, SqliteValues.MomentFormat);

    /// <inheritdoc />
    public void Interval(TimeSpan value) => SqliteValues.Bind(insert, ++parameter, value);

    /// <inheritdoc />
    public void Uuid(Guid value)
    {
        if (Utf8Formatter.TryFormat(value, Free, out var written))
        {
            Bind(written);
        }
        else
        {
            SqliteValues.Bind(insert, ++parameter, value);
        }
    }

    /// <summary>SQLite has no type for points.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Point(double x, double y) => throw new NotSupportedException("SQLite has no type for points.");

    /// <inheritdoc />
    public void Dispose() => NativeMemory.Free(memory);

    private Span<byte> Free => new(memory + used, Room - used);

    private void Formatted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        if (value.TryFormat(Free, out var written, format, CultureInfo.InvariantCulture))
        {
            Bind(written);
        }
        else
        {
            SqliteValues.Bind(insert, ++parameter, value);
        }
    }

    private void Bind(int length)
    {
        insert.BindTextInPlace(++parameter, memory + used, length);
        used += length;
    }
}
