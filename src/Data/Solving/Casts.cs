using System.Globalization;
using System.Text.RegularExpressions;

namespace Dbwright.Data;

/// <summary>Conversions between the types of values.</summary>
internal static partial class Casts
{
    /// <summary>The value of a text literal with a type.</summary>
    /// <returns>Whether it could be read.</returns>
    public static bool Constant(object? value, string type, out object? result)
    {
        result = null;
        if (value is null)
        {
            return true;
        }

        try
        {
            result = To(value, type);
            return result is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>A value as another type; none when that cannot be done here.</summary>
    /// <exception cref="FormatException">The text is no value of the type.</exception>
    public static object? To(object value, string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return value switch
            {
                object?[] items => items.Select(i => i is null ? null : To(i, type[..^2])).ToArray(),
                string text => Array(text).Select(i => i is null ? null : To(i, type[..^2])).ToArray(),
                _ => null,
            };
        }

        return type switch
        {
            "text" or "character varying" or "varchar" or "character" or "bpchar" or "citext" or "name" or "char" => value
                is string s
                ? s
                : Values.Text(value),
            "integer" or "bigint" or "smallint" or "int" or "int4" or "int8" or "int2" or "signed" or "unsigned" => value switch
            {
                bool truth => truth ? 1m : 0m,
                string text => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
                _ => Number(value) is { } number ? Math.Round(number, MidpointRounding.AwayFromZero) : null,
            },
            "numeric" or "decimal" or "double precision" or "real" or "float8" or "float4" or "money" => value is string text
                ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                : Number(value),
            "boolean" or "bool" => value switch
            {
                bool truth => truth,
                string text => text.ToLowerInvariant() is "t" or "true" or "yes" or "on" or "1",
                _ => Number(value) is { } number ? number != 0 : null,
            },
            "date" => value switch
            {
                DateOnly date => date,
                DateTime moment => DateOnly.FromDateTime(moment),
                string text => text is "infinity" or "-infinity"
                    ? null
                    : DateOnly.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture, Utc)),
                _ => null,
            },
            "timestamp without time zone" or "timestamp with time zone" or "timestamp" or "timestamptz" or "datetime" =>
                value switch
                {
                    DateTime moment => moment,
                    DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                    string text => text is "infinity" or "-infinity"
                        ? null
                        : DateTime.Parse(text, CultureInfo.InvariantCulture, Utc),
                    _ => null,
                },
            "time without time zone" or "time" => value switch
            {
                TimeOnly time => time,
                DateTime moment => TimeOnly.FromDateTime(moment),
                string text => TimeOnly.Parse(text, CultureInfo.InvariantCulture),
                _ => null,
            },
            "interval" => value switch
            {
                Span span => span,
                TimeSpan length => new Span(0, length),
                string text => Interval(text),
                _ => null,
            },
            "uuid" => value switch
            {
                Guid uuid => uuid,
                string text => Guid.Parse(text),
                _ => null,
            },
            // Types of their own are compared by their texts: enumerations, addresses, documents.
            _ => value is string ? value : null,
        };
    }

    /// <summary>A value as a number, or none.</summary>
    public static decimal? Number(object? value) =>
        value switch
        {
            decimal number => number,
            long number => number,
            int number => number,
            double number => Math.Abs(number) < 7e27 ? (decimal)number : null,
            bool truth => truth ? 1 : 0,
            _ => null,
        };

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static Span Interval(string text)
    {
        var clock = Clock().Match(text);
        var rest = clock.Success ? TimeSpan.Parse(clock.Value, CultureInfo.InvariantCulture) : TimeSpan.Zero;
        var words = (clock.Success ? text.Replace(clock.Value, "", StringComparison.Ordinal) : text).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );
        var months = 0m;
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            var count = decimal.Parse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture);
            var unit = words[i + 1].ToLowerInvariant().TrimEnd('s');
            switch (unit)
            {
                case "year" or "yr" or "y":
                    months += count * 12;
                    break;
                case "mon" or "month":
                    months += count;
                    break;
                default:
                    rest += unit switch
                    {
                        "week" => TimeSpan.FromDays((double)count * 7),
                        "day" => TimeSpan.FromDays((double)count),
                        "hour" => TimeSpan.FromHours((double)count),
                        "min" or "minute" => TimeSpan.FromMinutes((double)count),
                        "sec" or "second" => TimeSpan.FromSeconds((double)count),
                        _ => throw new FormatException(text),
                    };
                    break;
            }
        }

        return words.Length % 2 == 0 ? new((int)months, rest) : throw new FormatException(text);
    }

    // {a,"b c",NULL}: one dimension.
    private static List<string?> Array(string text)
    {
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
        {
            throw new FormatException(text);
        }

        var items = new List<string?>();
        var item = new System.Text.StringBuilder();
        var (quoted, was) = (false, false);
        for (var i = 1; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '\\')
            {
                item.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
                was = true;
            }
            else if (!quoted && c is ',' or '}')
            {
                if (c == ',' || item.Length > 0 || was || items.Count > 0)
                {
                    items.Add(!was && item.ToString() == "NULL" ? null : item.ToString());
                }

                item.Clear();
                was = false;
            }
            else
            {
                item.Append(c);
            }
        }

        return items;
    }

    [GeneratedRegex(@"-?\d{1,4}:\d{2}(:\d{2}(\.\d+)?)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
