using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Writes rows in PostgreSQL's text COPY format into a buffer: for tables with types that have no simple binary form.</summary>
internal sealed class CopyText : IRowSink
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] buffer = new byte[1 << 18];
    private bool isFirst = true;

    /// <summary>What has been written and not yet taken.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    /// <summary>The number of bytes written and not yet taken.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    /// <summary>Begins a row.</summary>
    public void BeginRow() => isFirst = true;

    /// <summary>Ends a row.</summary>
    public void EndRow() => Raw("\n");

    /// <inheritdoc />
    public void Null()
    {
        Separate();
        Raw("\\N");
    }

    /// <inheritdoc />
    public void Boolean(bool value) => Plain(value ? "t" : "f");

    /// <inheritdoc />
    public void Integer(long value) => Formatted(value, default);

    /// <inheritdoc />
    public void Decimal(decimal value) => Formatted(value, default);

    /// <inheritdoc />
    public void Float(double value) => Formatted(value, "R");

    /// <inheritdoc />
    public void Text(ReadOnlySpan<char> value)
    {
        Separate();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => null,
            };
            if (escaped is not null)
            {
                Raw(value[start..i]);
                Raw(escaped);
                start = i + 1;
            }
        }

        Raw(value[start..]);
    }

    /// <inheritdoc />
    public void Bytes(ReadOnlySpan<byte> value) => Plain($"\\\\x{Convert.ToHexStringLower(value)}");

    /// <inheritdoc />
    public void Date(DateOnly value) => Formatted(value, "yyyy-MM-dd");

    /// <inheritdoc />
    public void Time(TimeOnly value) => Formatted(value, "HH:mm:ss.ffffff");

    /// <inheritdoc />
    public void Timestamp(DateTime value)
    {
        Formatted(value, "yyyy-MM-dd HH:mm:ss.ffffff");
        Raw("+00");
    }

    /// <inheritdoc />
    public void Interval(TimeSpan value) =>
        Plain($"{(value.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)} microseconds");

    /// <inheritdoc />
    public void Uuid(Guid value) => Formatted(value, "D");

    /// <inheritdoc />
    public void Point(double x, double y) => Plain(string.Create(CultureInfo.InvariantCulture, $"({x:R},{y:R})"));

    private void Formatted<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Separate();
        Grow(64);
        _ = value.TryFormat(buffer.AsSpan(Length), out var written, format, CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Plain(string value)
    {
        Separate();
        Raw(value);
    }

    private void Separate()
    {
        if (!isFirst)
        {
            Raw("\t");
        }

        isFirst = false;
    }

    private void Raw(ReadOnlySpan<char> value)
    {
        Grow(Utf8.GetMaxByteCount(value.Length));
        Length += Utf8.GetBytes(value, buffer.AsSpan(Length));
    }

    private void Grow(int bytes)
    {
        if (buffer.Length - Length < bytes)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + bytes));
        }
    }
}
