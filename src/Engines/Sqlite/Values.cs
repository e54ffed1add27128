using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dbwright.Engines;

/// <summary>
/// How .NET values are stored: truth values as 0 and 1, moments as text of 24 characters in UTC, dates and times of day as ISO 8601 has
/// them, lengths of time as seconds, UUIDs as text of 36 characters, lists as JSON.
/// </summary>
internal static class SqliteValues
{
    /// <summary>Moments: <c>2026-01-31T12:00:00.000Z</c>.</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Gives a parameter its value.</summary>
    /// <param name="command">The statement.</param>
    /// <param name="parameter">The parameter, counted from 1.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is of a type that is not stored.</exception>
    public static void Bind(SqliteCommand command, int parameter, object? value)
    {
        switch (value)
        {
            case null:
                command.BindNull(parameter);
                break;
            case bool truth:
                command.Bind(parameter, truth ? 1L : 0L);
                break;
            case long or int or short or byte or sbyte or ushort or uint:
                command.Bind(parameter, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                command.Bind(parameter, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case decimal number when Whole(number) is { } whole:
                command.Bind(parameter, whole);
                break;
            case decimal number:
                command.Bind(parameter, (double)number);
                break;
            case TimeSpan length when length.Ticks % TimeSpan.TicksPerSecond == 0:
                command.Bind(parameter, length.Ticks / TimeSpan.TicksPerSecond);
                break;
            case TimeSpan length:
                command.Bind(parameter, length.TotalSeconds);
                break;
            case byte[] bytes:
                command.BindBytes(parameter, bytes);
                break;
            case string or DateTime or DateOnly or TimeOnly or Guid:
                BindText(command, parameter, Text(value));
                break;
            case IEnumerable many:
                command.BindText(parameter, Json(many));
                break;
            default:
                throw new ArgumentException($"SQLite stores no {value.GetType().Name}.", nameof(value));
        }
    }

    /// <summary>The text as which a value is stored.</summary>
    public static string Text(object value) =>
        value switch
        {
            DateTime moment => moment.ToString(MomentFormat, CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            Guid uuid => uuid.ToString("D", CultureInfo.InvariantCulture),
            _ => (string)value,
        };

    private static void BindText(SqliteCommand command, int parameter, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= 512)
        {
            Span<byte> bytes = stackalloc byte[512];
            command.BindText(parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        command.BindText(parameter, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    // json_each gives the items back, numbers as numbers and all else as the text that is stored.
    private static ReadOnlySpan<byte> Json(IEnumerable many)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        foreach (var item in many)
        {
            switch (item)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case bool truth:
                    json.WriteNumberValue(truth ? 1 : 0);
                    break;
                case long or int or short or byte or sbyte or ushort or uint:
                    json.WriteNumberValue(Convert.ToInt64(item, CultureInfo.InvariantCulture));
                    break;
                case decimal number:
                    json.WriteNumberValue(Whole(number) ?? number);
                    break;
                case double or float:
                    json.WriteNumberValue(Convert.ToDouble(item, CultureInfo.InvariantCulture));
                    break;
                case TimeSpan length:
                    json.WriteNumberValue(length.Ticks / TimeSpan.TicksPerSecond);
                    break;
                case string or DateTime or DateOnly or TimeOnly or Guid:
                    json.WriteStringValue(Text(item));
                    break;
                default:
                    throw new ArgumentException($"SQLite stores no {item.GetType().Name} in a list.", nameof(many));
            }
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static long? Whole(decimal number) =>
        decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
}
