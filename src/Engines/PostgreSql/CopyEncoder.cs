using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How a column's values are written in PostgreSQL's binary COPY format.</summary>
internal enum CopyForm
{
    Int2,
    Int4,
    Int8,
    Numeric,
    Float4,
    Float8,
    Boolean,
    Text,
    Jsonb,
    Bytes,
    Date,
    Time,
    Timestamp,
    Interval,
    Uuid,
    Inet,
    Point,
}

/// <summary>Writes rows in PostgreSQL's binary COPY format into a buffer, without boxing.</summary>
internal sealed class CopyEncoder(string table, Sequence<string> columns, CopyForm[] forms) : IRowSink
{
    private static readonly DateOnly Epoch = new(2000, 1, 1);
    private static readonly long EpochTicks = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] buffer = new byte[1 << 18];
    private int length;
    private int column;

    /// <summary>What has been written and not yet taken.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    /// <summary>The number of bytes written and not yet taken.</summary>
    public int Length => length;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => length = 0;

    /// <summary>The signature of the format, with no options.</summary>
    public void Header()
    {
        var room = Room(19)[..19];
        room.Clear();
        "PGCOPY\n"u8.CopyTo(room);
        room[7] = 0xff;
        "\r\n"u8.CopyTo(room[8..]);
        length += 19;
    }

    /// <summary>The end of the rows.</summary>
    public void Trailer() => Int16(-1);

    /// <summary>Begins a row.</summary>
    public void BeginRow()
    {
        Int16((short)forms.Length);
        column = 0;
    }

    /// <summary>Ends a row.</summary>
    /// <exception cref="InvalidOperationException">The source gave fewer values than it has columns.</exception>
    public void EndRow()
    {
        if (column != forms.Length)
        {
            throw new InvalidOperationException($"A row of {table} has {forms.Length} columns, but {column} values came.");
        }
    }

    /// <inheritdoc />
    public void Null()
    {
        Form();
        Int32(-1);
    }

    /// <inheritdoc />
    public void Boolean(bool value)
    {
        if (Form() != CopyForm.Boolean)
        {
            throw Wrong("a truth value");
        }

        Int32(1);
        Room(1)[0] = value ? (byte)1 : (byte)0;
        length++;
    }

    /// <inheritdoc />
    public void Integer(long value)
    {
        switch (Form())
        {
            case CopyForm.Int8:
                Int32(8);
                Int64(value);
                break;
            case CopyForm.Int4:
                Int32(4);
                Int32(checked((int)value));
                break;
            case CopyForm.Int2:
                Int32(2);
                Int16(checked((short)value));
                break;
            case CopyForm.Numeric:
                length += PostgreSqlNumeric.Write(value, Room(PostgreSqlNumeric.MaxBytes));
                break;
            case CopyForm.Float8:
                Int32(8);
                Int64(BitConverter.DoubleToInt64Bits(value));
                break;
            default:
                throw Wrong("a whole number");
        }
    }

    /// <inheritdoc />
    public void Decimal(decimal value)
    {
        switch (Form())
        {
            case CopyForm.Numeric:
                length += PostgreSqlNumeric.Write(value, Room(PostgreSqlNumeric.MaxBytes));
                break;
            case CopyForm.Float8:
                Int32(8);
                Int64(BitConverter.DoubleToInt64Bits((double)value));
                break;
            default:
                throw Wrong("a decimal");
        }
    }

    /// <inheritdoc />
    public void Float(double value)
    {
        switch (Form())
        {
            case CopyForm.Float8:
                Int32(8);
                Int64(BitConverter.DoubleToInt64Bits(value));
                break;
            case CopyForm.Float4:
                Int32(4);
                Int32(BitConverter.SingleToInt32Bits((float)value));
                break;
            case CopyForm.Numeric:
                length += PostgreSqlNumeric.Write((decimal)value, Room(PostgreSqlNumeric.MaxBytes));
                break;
            default:
                throw Wrong("a floating-point number");
        }
    }

    /// <inheritdoc />
    public void Text(ReadOnlySpan<char> value)
    {
        switch (Form())
        {
            case CopyForm.Text:
                Characters(value, jsonb: false);
                break;
            case CopyForm.Jsonb:
                Characters(value, jsonb: true);
                break;
            case CopyForm.Inet:
                Address(value);
                break;
            case CopyForm.Uuid when Guid.TryParse(value, out var uuid):
                Bytes(uuid);
                break;
            default:
                throw Wrong("text");
        }
    }

    /// <inheritdoc />
    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (Form() != CopyForm.Bytes)
        {
            throw Wrong("bytes");
        }

        Int32(value.Length);
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    /// <inheritdoc />
    public void Date(DateOnly value)
    {
        if (Form() != CopyForm.Date)
        {
            throw Wrong("a date");
        }

        Int32(4);
        Int32(value.DayNumber - Epoch.DayNumber);
    }

    /// <inheritdoc />
    public void Time(TimeOnly value)
    {
        if (Form() != CopyForm.Time)
        {
            throw Wrong("a time of day");
        }

        Int32(8);
        Int64(value.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    /// <inheritdoc />
    public void Timestamp(DateTime value)
    {
        if (Form() != CopyForm.Timestamp)
        {
            throw Wrong("a moment");
        }

        Int32(8);
        // Down, also before 2000, as the sequence of moments must stay the same.
        var (whole, rest) = Math.DivRem(value.Ticks - EpochTicks, TimeSpan.TicksPerMicrosecond);
        Int64(rest < 0 ? whole - 1 : whole);
    }

    /// <inheritdoc />
    public void Interval(TimeSpan value)
    {
        if (Form() != CopyForm.Interval)
        {
            throw Wrong("a length of time");
        }

        Int32(16);
        Int64(value.Ticks / TimeSpan.TicksPerMicrosecond);
        Int64(0);
    }

    /// <inheritdoc />
    public void Uuid(Guid value)
    {
        switch (Form())
        {
            case CopyForm.Uuid:
                Bytes(value);
                break;
            case CopyForm.Text:
                Span<char> text = stackalloc char[36];
                value.TryFormat(text, out _);
                Characters(text, jsonb: false);
                break;
            default:
                throw Wrong("a UUID");
        }
    }

    /// <inheritdoc />
    public void Point(double x, double y)
    {
        if (Form() != CopyForm.Point)
        {
            throw Wrong("a point");
        }

        Int32(16);
        Int64(BitConverter.DoubleToInt64Bits(x));
        Int64(BitConverter.DoubleToInt64Bits(y));
    }

    private CopyForm Form() =>
        column < forms.Length
            ? forms[column++]
            : throw new InvalidOperationException($"A row of {table} has {forms.Length} columns, but more values came.");

    private InvalidOperationException Wrong(string what) => new($"{table}.{columns[column - 1]} does not take {what}.");

    private void Bytes(Guid value)
    {
        Int32(16);
        value.TryWriteBytes(Room(16), bigEndian: true, out _);
        length += 16;
    }

    private void Characters(ReadOnlySpan<char> value, bool jsonb)
    {
        var room = Room(5 + Utf8.GetMaxByteCount(value.Length));
        var start = 4;
        if (jsonb)
        {
            // The version of the format.
            room[start++] = 1;
        }

        var end = start + Utf8.GetBytes(value, room[start..]);
        BinaryPrimitives.WriteInt32BigEndian(room, end - 4);
        length += end;
    }

    private void Address(ReadOnlySpan<char> value)
    {
        var slash = value.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? value : value[..slash], out var address))
        {
            throw Wrong($"\"{value}\"");
        }

        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        var bytes = isV4 ? 4 : 16;
        Int32(4 + bytes);
        var room = Room(4 + bytes);
        room[0] = isV4 ? (byte)2 : (byte)3;
        room[1] = slash < 0 ? (byte)(bytes * 8) : byte.Parse(value[(slash + 1)..]);
        room[2] = 0;
        room[3] = (byte)bytes;
        address.TryWriteBytes(room[4..], out _);
        length += 4 + bytes;
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(2), value);
        length += 2;
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), value);
        length += 4;
    }

    private void Int64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        length += 8;
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        }

        return buffer.AsSpan(length);
    }
}
