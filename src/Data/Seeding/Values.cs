using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>An interval of a range type; a bound that is null is open.</summary>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="IncludesLow">Whether it holds where it begins.</param>
/// <param name="IncludesHigh">Whether it holds where it ends.</param>
internal sealed record RangeValue(object? Low, object? High, bool IncludesLow = true, bool IncludesHigh = false);

/// <summary>A value of a composite type.</summary>
/// <param name="Fields">The values of its attributes.</param>
internal sealed record CompositeValue(object?[] Fields);

/// <summary>Values as the engine reads them in text, and as sinks take them.</summary>
internal static class Values
{
    /// <summary>Gives a value to a sink.</summary>
    public static void Write(object? value, IRowSink sink)
    {
        switch (value)
        {
            case null:
                sink.Null();
                break;
            case bool truth:
                sink.Boolean(truth);
                break;
            case long number:
                sink.Integer(number);
                break;
            case decimal number:
                sink.Decimal(number);
                break;
            case double number:
                sink.Float(number);
                break;
            case string text:
                sink.Text(text);
                break;
            case byte[] bytes:
                sink.Bytes(bytes);
                break;
            case DateOnly date:
                sink.Date(date);
                break;
            case TimeOnly time:
                sink.Time(time);
                break;
            case DateTime moment:
                sink.Timestamp(moment);
                break;
            case TimeSpan length:
                sink.Interval(length);
                break;
            case Guid uuid:
                sink.Uuid(uuid);
                break;
            case ValueTuple<double, double> point:
                sink.Point(point.Item1, point.Item2);
                break;
            default:
                sink.Text(Text(value));
                break;
        }
    }

    /// <summary>The text that the engine reads as the value.</summary>
    public static string Text(object value) =>
        value switch
        {
            string text => text,
            bool truth => truth ? "t" : "f",
            long number => number.ToString(CultureInfo.InvariantCulture),
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            byte[] bytes => $"\\x{Convert.ToHexStringLower(bytes)}",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "+00",
            TimeSpan length =>
                $"{(length.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)} microseconds",
            Guid uuid => uuid.ToString(),
            ValueTuple<double, double> point => string.Create(CultureInfo.InvariantCulture, $"({point.Item1:R},{point.Item2:R})"),
            object?[] array => Array(array),
            RangeValue range => Range(range),
            CompositeValue composite => Composite(composite),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Array(object?[] items)
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            switch (items[i])
            {
                case null:
                    text.Append("NULL");
                    break;
                case object?[] inner:
                    text.Append(Array(inner));
                    break;
                case long or decimal or double or bool or Guid:
                    text.Append(Text(items[i]!));
                    break;
                default:
                    Quoted(text, Text(items[i]!));
                    break;
            }
        }

        return text.Append('}').ToString();
    }

    private static string Range(RangeValue range)
    {
        var text = new StringBuilder(range.Low is not null && range.IncludesLow ? "[" : "(");
        if (range.Low is not null)
        {
            Quoted(text, Text(range.Low));
        }

        text.Append(',');
        if (range.High is not null)
        {
            Quoted(text, Text(range.High));
        }

        return text.Append(range.High is not null && range.IncludesHigh ? ']' : ')').ToString();
    }

    private static string Composite(CompositeValue value)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < value.Fields.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            if (value.Fields[i] is { } field)
            {
                Quoted(text, Text(field));
            }
        }

        return text.Append(')').ToString();
    }

    private static void Quoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        text.Append('"');
    }
}
