using System.Globalization;
using System.Text;

namespace Dbwright.Engines;

/// <summary>UTF-8 text that is written at its end and taken from its beginning.</summary>
internal sealed class LoadText
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The bytes that wait to be taken.</summary>
    public int Length => end - start;

    /// <summary>One byte as it is.</summary>
    public void Byte(byte value) => Room(1)[0] = value;

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    /// <summary>Bytes as two digits each.</summary>
    public void Hexadecimal(ReadOnlySpan<byte> value) => Convert.TryToHexString(value, Room(value.Length * 2), out _);

    /// <summary>A value in a form without special characters.</summary>
    public void Format<T>(T value, ReadOnlySpan<char> form)
        where T : IUtf8SpanFormattable
    {
        const int longest = 64;
        var room = Room(longest);
        value.TryFormat(room, out var written, form, CultureInfo.InvariantCulture);
        end -= longest - written;
    }

    /// <summary>Characters, with a backslash before the backslash and what ends values and lines.</summary>
    public void Escaped(ReadOnlySpan<char> value)
    {
        while (true)
        {
            var special = value.IndexOfAny("\\\t\n\r\0");
            var plain = special < 0 ? value : value[..special];
            Encoding.UTF8.GetBytes(plain, Room(Encoding.UTF8.GetByteCount(plain)));
            if (special < 0)
            {
                return;
            }

            Byte((byte)'\\');
            Byte(
                value[special] switch
                {
                    '\t' => (byte)'t',
                    '\n' => (byte)'n',
                    '\r' => (byte)'r',
                    '\0' => (byte)'0',
                    _ => (byte)'\\',
                }
            );
            value = value[(special + 1)..];
        }
    }

    /// <summary>Moves as much as fits to the target.</summary>
    /// <returns>How many bytes.</returns>
    public int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, Length);
        buffer.AsSpan(start, count).CopyTo(target);
        start += count;
        if (start == end)
        {
            start = end = 0;
        }

        return count;
    }

    private Span<byte> Room(int bytes)
    {
        if (end + bytes > buffer.Length)
        {
            var target = Length + bytes > buffer.Length / 2 ? new byte[Math.Max(buffer.Length * 2, Length + bytes)] : buffer;
            buffer.AsSpan(start, Length).CopyTo(target);
            (buffer, start, end) = (target, 0, Length);
        }

        end += bytes;
        return buffer.AsSpan(end - bytes, bytes);
    }
}
