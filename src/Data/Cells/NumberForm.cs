using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>How a column stores what is drawn as a 64-bit number: scaled decimals, moments, choices.</summary>
internal abstract class NumberForm
{
    /// <summary>Gives the number to the sink.</summary>
    public abstract void Write(long number, IRowSink sink);

    /// <summary>The value that rules see.</summary>
    public abstract Scalar Logical(long number);

    /// <summary>The difference between numbers that stands for a constant added to a value, or none where there is no sum.</summary>
    public virtual long? Offset(decimal constant) => constant == 0 ? 0 : null;

    /// <summary>The number of a value that a rule or default names, or none when the column cannot hold it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="up">Whether a value between two numbers becomes the greater one.</param>
    public abstract long? Number(Scalar value, bool up);
}

/// <summary>Numbers with a fixed count of decimal digits.</summary>
/// <param name="scale">The digits after the point that the number includes.</param>
/// <param name="storage">How it is stored.</param>
internal sealed class DecimalForm(int scale, DecimalStorage storage) : NumberForm
{
    private readonly decimal unit = Enumerable.Repeat(10m, scale).Aggregate(1m, (a, b) => a * b);

    public override void Write(long number, IRowSink sink)
    {
        switch (storage)
        {
            case DecimalStorage.Integer:
                sink.Integer(number);
                break;
            case DecimalStorage.Decimal:
                sink.Decimal(Exact(number));
                break;
            case DecimalStorage.Float:
                sink.Float((double)Exact(number));
                break;
            default:
                Span<char> text = stackalloc char[40];
                _ = Exact(number).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
                sink.Text(text[..length]);
                break;
        }
    }

    public override Scalar Logical(long number) => Scalar.Of(Exact(number));

    /// <summary>The digits after the point that the number includes.</summary>
    public int Scale => scale;

    public override long? Offset(decimal constant) =>
        constant * unit == Math.Floor(constant * unit) ? (long)(constant * unit) : null;

    public override long? Number(Scalar value, bool up)
    {
        if (value.Kind != ScalarKind.Number || Math.Abs(value.Number) > long.MaxValue / 4m / unit)
        {
            return null;
        }

        var exact = value.Number * unit;
        return (long)(up ? Math.Ceiling(exact) : Math.Floor(exact));
    }

    private decimal Exact(long number)
    {
        var magnitude = Math.Abs(number);
        return new((int)magnitude, (int)(magnitude >> 32), 0, number < 0, (byte)scale);
    }
}

/// <summary>How a scaled number is stored.</summary>
internal enum DecimalStorage
{
    /// <summary>As it is.</summary>
    Integer,

    /// <summary>As an exact decimal.</summary>
    Decimal,

    /// <summary>As a floating-point number.</summary>
    Float,

    /// <summary>As text.</summary>
    Text,
}

/// <summary>Truth values, as 0 and 1.</summary>
internal sealed class BooleanForm(DataType stored) : NumberForm
{
    public override void Write(long number, IRowSink sink)
    {
        if (stored is DataType.Boolean)
        {
            sink.Boolean(number != 0);
        }
        else if (stored is DataType.Text)
        {
            sink.Text(number != 0 ? "true" : "false");
        }
        else
        {
            sink.Integer(number);
        }
    }

    public override Scalar Logical(long number) => Scalar.Of(number != 0);

    public override long? Number(Scalar value, bool up) => value.Kind == ScalarKind.Boolean ? (long)value.Number : null;
}

/// <summary>Moments, as milliseconds of the Unix epoch.</summary>
internal sealed class MomentForm(DataType stored) : NumberForm
{
    public override void Write(long number, IRowSink sink)
    {
        var moment = DateTime.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMillisecond);
        switch (stored)
        {
            case DataType.Timestamp:
                sink.Timestamp(moment);
                break;
            case DataType.Integer:
                sink.Integer(number);
                break;
            case DataType.Date:
                sink.Date(DateOnly.FromDateTime(moment));
                break;
            default:
                Span<char> text = stackalloc char[24];
                Format(moment, text);
                sink.Text(text);
                break;
        }
    }

    public override Scalar Logical(long number) => Scalar.Moment(number);

    public override long? Number(Scalar value, bool up) =>
        value.Kind == ScalarKind.Moment ? (long)value.Number
        : value is { Kind: ScalarKind.Text, Text: { } text }
        && DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? (moment - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond
        : null;

    // yyyy-MM-ddTHH:mm:ss.fffZ
    private static void Format(DateTime moment, Span<char> text)
    {
        var (year, month, day) = DateOnly.FromDateTime(moment);
        Digits(text, year, 4);
        text[4] = '-';
        Digits(text[5..], month, 2);
        text[7] = '-';
        Digits(text[8..], day, 2);
        text[10] = 'T';
        Digits(text[11..], moment.Hour, 2);
        text[13] = ':';
        Digits(text[14..], moment.Minute, 2);
        text[16] = ':';
        Digits(text[17..], moment.Second, 2);
        text[19] = '.';
        Digits(text[20..], moment.Millisecond, 3);
        text[23] = 'Z';
    }

    private static void Digits(Span<char> text, int number, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            text[i] = (char)('0' + number % 10);
            number /= 10;
        }
    }
}

/// <summary>Calendar dates, as days of the Unix epoch.</summary>
internal sealed class DateForm(DataType stored) : NumberForm
{
    private const long Day = 86_400_000;
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public override void Write(long number, IRowSink sink)
    {
        var date = DateOnly.FromDayNumber(Epoch + (int)number);
        switch (stored)
        {
            case DataType.Date:
                sink.Date(date);
                break;
            case DataType.Timestamp:
                sink.Timestamp(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
                break;
            default:
                Span<char> text = stackalloc char[10];
                _ = date.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                sink.Text(text[..length]);
                break;
        }
    }

    public override Scalar Logical(long number) => Scalar.Moment(number * Day);

    public override long? Number(Scalar value, bool up) =>
        value.Kind == ScalarKind.Moment ? (long)(up ? Math.Ceiling(value.Number / Day) : Math.Floor(value.Number / Day))
        : value is { Kind: ScalarKind.Text, Text: { } text }
        && DateOnly.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.DayNumber - Epoch
        : null;
}

/// <summary>Times of day, as seconds since midnight.</summary>
internal sealed class TimeForm(DataType stored) : NumberForm
{
    public override void Write(long number, IRowSink sink)
    {
        var time = new TimeOnly(number * TimeSpan.TicksPerSecond);
        if (stored is DataType.Time)
        {
            sink.Time(time);
            return;
        }

        Span<char> text = stackalloc char[8];
        _ = time.TryFormat(text, out var length, "HH:mm:ss", CultureInfo.InvariantCulture);
        sink.Text(text[..length]);
    }

    public override Scalar Logical(long number) => Scalar.Of(Text(number));

    public override long? Number(Scalar value, bool up) =>
        value is { Kind: ScalarKind.Text, Text: { } text }
        && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Ticks / TimeSpan.TicksPerSecond
            : null;

    private static string Text(long number) =>
        new TimeOnly(number * TimeSpan.TicksPerSecond).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>Lengths of time, as seconds.</summary>
internal sealed class LengthForm(DataType stored) : NumberForm
{
    public override void Write(long number, IRowSink sink)
    {
        switch (stored)
        {
            case DataType.Interval:
                sink.Interval(TimeSpan.FromSeconds(number));
                break;
            case DataType.Integer:
                sink.Integer(number);
                break;
            case DataType.Float:
                sink.Float(number);
                break;
            default:
                Span<char> text = stackalloc char[32];
                _ = TimeSpan.FromSeconds(number).TryFormat(text, out var length, "c", CultureInfo.InvariantCulture);
                sink.Text(text[..length]);
                break;
        }
    }

    public override Scalar Logical(long number) => Scalar.Of((decimal)number);

    public override long? Number(Scalar value, bool up) =>
        value.Kind == ScalarKind.Number ? (long)(up ? Math.Ceiling(value.Number) : Math.Floor(value.Number)) : null;
}

/// <summary>One of a list of texts, as its position.</summary>
internal sealed class ChoiceForm(string[] values) : NumberForm
{
    /// <summary>The texts.</summary>
    public string[] Values => values;

    public override void Write(long number, IRowSink sink) => sink.Text(values[number]);

    public override Scalar Logical(long number) => Scalar.Of(values[number]);

    public override long? Number(Scalar value, bool up) =>
        value.Kind == ScalarKind.Text && Array.IndexOf(values, value.Text) is >= 0 and var index ? index : null;
}
