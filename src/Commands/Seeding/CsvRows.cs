using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Rows as CSV (RFC 4180) in a buffer of its own; null is an empty field, the empty text is a quoted one.</summary>
/// <param name="engine">The engine that the values are for.</param>
/// <param name="types">The types of the columns.</param>
internal sealed class CsvRows(string engine, IEnumerable<DataType> types) : IRowSink
{
    private readonly ValueForms forms = ValueForms.Of(engine);
    private readonly DataType[] types = [.. types];
    private char[] text = new char[1 << 16];
    private int length;
    private int column;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<char> Written => text.AsSpan(0, length);

    /// <summary>The line that names the columns.</summary>
    public static string Head(Sequence<string> columns)
    {
        var head = new CsvRows("", columns.Select(_ => new DataType.Text()));
        foreach (var name in columns)
        {
            head.Text(name);
        }

        head.EndRow();
        return head.Written.ToString();
    }

    /// <summary>Forgets what is written.</summary>
    public void Clear() => length = 0;

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Room(1)[0] = '\n';
        length++;
        column = 0;
    }

    public void Null() => Next();

    public void Boolean(bool value) => Plain(value ? forms.True : forms.False);

    public void Integer(long value) => Format(value, default);

    public void Decimal(decimal value) => Format(value, default);

    public void Float(double value) => Format(value, "R");

    public void Text(ReadOnlySpan<char> value)
    {
        if (forms.Prefix(types[column]) is { } prefix && !value.Contains(':'))
        {
            Text($"{prefix}{value}");
            return;
        }

        if (value.Length > 0 && value.IndexOfAny(",\"\n\r") < 0)
        {
            Plain(value);
            return;
        }

        Next();
        var room = Room(value.Length * 2 + 2);
        var end = 0;
        room[end++] = '"';
        foreach (var character in value)
        {
            room[end++] = character;
            if (character == '"')
            {
                room[end++] = '"';
            }
        }

        room[end++] = '"';
        length += end;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Plain("\\x");
        Convert.TryToHexStringLower(value, Room(value.Length * 2), out var written);
        length += written;
    }

    public void Date(DateOnly value) => Format(value, "yyyy-MM-dd");

    public void Time(TimeOnly value) => Format(value, "HH:mm:ss.FFFFFF");

    public void Timestamp(DateTime value) => Format(value, forms.Moment);

    public void Interval(TimeSpan value) => Plain(forms.Length(value));

    public void Uuid(Guid value) => Format(value, "D");

    public void Point(double x, double y) => Text(forms.Place(x, y));

    private void Plain(ReadOnlySpan<char> value)
    {
        Next();
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    private void Format<T>(T value, ReadOnlySpan<char> form)
        where T : ISpanFormattable
    {
        const int Longest = 64;
        Next();
        value.TryFormat(Room(Longest), out var written, form, CultureInfo.InvariantCulture);
        length += written;
    }

    private void Next()
    {
        if (column > 0)
        {
            Room(1)[0] = ',';
            length++;
        }

        column++;
    }

    private Span<char> Room(int characters)
    {
        if (text.Length - length < characters)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, length + characters));
        }

        return text.AsSpan(length);
    }
}
