using System.Text;
using System.Text.Json;

namespace Dbwright.Data;

/// <summary>The functions and operators of checks that can be computed here. All give null for a null operand.</summary>
internal static class Functions
{
    /// <summary>The function of a term.</summary>
    /// <exception cref="NotEvaluableException">Only the engine can compute it.</exception>
    public static Func<object[], object?> Find(Term.Apply apply)
    {
        var name = apply.Name;
        if (name.StartsWith("cast:", StringComparison.Ordinal))
        {
            var type = name["cast:".Length..];
            return a => Cast(a[0], type);
        }

        if (name.StartsWith("any:", StringComparison.Ordinal) || name.StartsWith("all:", StringComparison.Ordinal))
        {
            var test = Comparison(name[4..]) ?? throw new NotEvaluableException(name);
            var isAny = name.StartsWith("any:", StringComparison.Ordinal);
            return a => Quantified(a[0], a[1], test, isAny);
        }

        if (name == "in")
        {
            return a => a.Skip(1).Any(v => Ordering.Compare(a[0], v) == 0);
        }

        if (Comparison(name) is { } comparison)
        {
            return a => comparison(a[0], a[1]);
        }

        return Known(name, apply.Arguments.Length) ?? throw new NotEvaluableException(name);
    }

    private static Func<object, object, object?>? Comparison(string name) =>
        name switch
        {
            "=" or "<=>" => (a, b) => Ordering.Compare(a, b) == 0,
            "<>" => (a, b) => Ordering.Compare(a, b) != 0,
            "<" => (a, b) => Ordering.Compare(a, b) < 0,
            "<=" => (a, b) => Ordering.Compare(a, b) <= 0,
            ">" => (a, b) => Ordering.Compare(a, b) > 0,
            ">=" => (a, b) => Ordering.Compare(a, b) >= 0,
            "~" or "~*" or "like" or "ilike" or "similar" or "glob" => (a, b) => Patterns.Matches(Text(a), name, Text(b)),
            _ => null,
        };

    private static bool? Quantified(object value, object array, Func<object, object, object?> test, bool isAny)
    {
        var items = array as object?[] ?? throw new NotEvaluableException("any");
        var unknown = false;
        foreach (var item in items)
        {
            var held = item is null ? null : test(value, item);
            if (held is bool truth && truth == isAny)
            {
                return isAny;
            }

            unknown |= held is null;
        }

        return unknown ? null : !isAny;
    }

    private static object? Cast(object value, string type)
    {
        try
        {
            return Casts.To(value, type) ?? throw new NotEvaluableException($"cast to {type}");
        }
        catch (FormatException)
        {
            throw new NotEvaluableException($"cast to {type}");
        }
    }

    private static Func<object[], object?>? Known(string name, int count) =>
        (name, count) switch
        {
            ("+", 2) => a => Add(a[0], a[1], 1),
            ("-", 2) => a => Subtract(a[0], a[1]),
            ("*", 2) => a => Number(a[0]) * Number(a[1]),
            ("/", 2) => a => Divide(a[0], a[1]),
            ("%" or "mod", 2) => a => Number(a[1]) == 0 ? null : Number(a[0]) % Number(a[1]),
            ("^" or "power" or "pow", 2) => a => (decimal)Math.Pow((double)Number(a[0]), (double)Number(a[1])),
            ("abs", 1) => a => Math.Abs(Number(a[0])),
            ("ceil" or "ceiling", 1) => a => Math.Ceiling(Number(a[0])),
            ("floor", 1) => a => Math.Floor(Number(a[0])),
            ("round", 1) => a => Math.Round(Number(a[0]), MidpointRounding.AwayFromZero),
            ("round", 2) => a => Math.Round(Number(a[0]), Math.Max(0, (int)Number(a[1])), MidpointRounding.AwayFromZero),
            ("trunc", 1) => a => Math.Truncate(Number(a[0])),
            ("sign", 1) => a => (decimal)Math.Sign(Number(a[0])),
            ("greatest", _) => a => a.Aggregate((x, y) => Ordering.Compare(x, y) >= 0 ? x : y),
            ("least", _) => a => a.Aggregate((x, y) => Ordering.Compare(x, y) <= 0 ? x : y),
            ("max", >= 2) => a => a.Aggregate((x, y) => Ordering.Compare(x, y) >= 0 ? x : y),
            ("min", >= 2) => a => a.Aggregate((x, y) => Ordering.Compare(x, y) <= 0 ? x : y),
            ("length" or "char_length" or "character_length", 1) => a =>
                a[0] is byte[] bytes ? bytes.Length : (decimal)Runes(Text(a[0])),
            ("octet_length", 1) => a => a[0] is byte[] bytes ? bytes.Length : (decimal)Encoding.UTF8.GetByteCount(Text(a[0])),
            ("lower", 1) => a => a[0] is RangeValue range ? range.Low : Text(a[0]).ToLowerInvariant(),
            ("upper", 1) => a => a[0] is RangeValue range ? range.High : Text(a[0]).ToUpperInvariant(),
            ("isempty", 1) => a => a[0] is RangeValue ? false : throw new NotEvaluableException(name),
            ("lower_inf", 1) => a => a[0] is RangeValue range ? range.Low is null : throw new NotEvaluableException(name),
            ("upper_inf", 1) => a => a[0] is RangeValue range ? range.High is null : throw new NotEvaluableException(name),
            ("lower_inc", 1) => a => a[0] is RangeValue range ? range.IncludesLow : throw new NotEvaluableException(name),
            ("upper_inc", 1) => a => a[0] is RangeValue range ? range.IncludesHigh : throw new NotEvaluableException(name),
            ("trim" or "btrim", 1) => a => Text(a[0]).Trim(' '),
            ("ltrim", 1) => a => Text(a[0]).TrimStart(' '),
            ("rtrim", 1) => a => Text(a[0]).TrimEnd(' '),
            ("trim" or "btrim", 2) => a => Text(a[0]).Trim(Text(a[1]).ToCharArray()),
            ("reverse", 1) => a => new string([.. Text(a[0]).Reverse()]),
            ("left", 2) => a => Left(Text(a[0]), (int)Number(a[1])),
            ("right", 2) => a => Right(Text(a[0]), (int)Number(a[1])),
            ("substr" or "substring", 2) => a =>
                a[1] is string pattern
                    ? throw new NotEvaluableException($"substring from '{pattern}'")
                    : Substring(Text(a[0]), (int)Number(a[1]), int.MaxValue),
            ("substr" or "substring", 3) => a => Substring(Text(a[0]), (int)Number(a[1]), (int)Number(a[2])),
            ("strpos" or "instr", 2) => a => (decimal)(Text(a[0]).IndexOf(Text(a[1]), StringComparison.Ordinal) + 1),
            ("starts_with" or "^@", 2) => a => Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal),
            ("replace", 3) => a => Text(a[0]).Replace(Text(a[1]), Text(a[2]), StringComparison.Ordinal),
            ("concat", _) => a => string.Concat(a.Select(Text)),
            ("||", 2) => a => Concatenate(a[0], a[1]),
            ("nullif", 2) => a => Ordering.Compare(a[0], a[1]) == 0 ? null : a[0],
            ("date_part" or "extract", 2) => a => Part(Text(a[0]), a[1]),
            ("date_trunc", 2) => a => Truncated(Text(a[0]), a[1]),
            ("age", 2) => a => new Span(0, Ordering.Moment(a[0]) - Ordering.Moment(a[1])),
            ("date", 1) => a => Casts.To(a[0], "date"),
            ("make_interval", 1) => null,
            ("cardinality", 1) => a => (decimal)Items(a[0]).Length,
            ("array_length", 2) => a => Items(a[0]).Length == 0 || Number(a[1]) != 1 ? null : (decimal)Items(a[0]).Length,
            ("array_ndims", 1) => a => Items(a[0]).Length == 0 ? null : 1m,
            ("array_upper", 2) => a => Items(a[0]).Length == 0 ? null : (decimal)Items(a[0]).Length,
            ("array_lower", 2) => a => Items(a[0]).Length == 0 ? null : 1m,
            ("array_position", 2) => a => Index(Items(a[0]), a[1]),
            ("array_remove", 2) => a => Items(a[0]).Where(i => i is null || Ordering.Compare(i, a[1]) != 0).ToArray(),
            ("subscript", 2) => a => Number(a[1]) is var i && i >= 1 && i <= Items(a[0]).Length ? Items(a[0])[(int)i - 1] : null,
            ("@>", 2) => a => a[0] is RangeValue range ? Holds(range, a[1]) : Contains(a[0], a[1]),
            ("<@", 2) => a => a[1] is RangeValue range ? Holds(range, a[0]) : Contains(a[1], a[0]),
            ("&&", 2) => a => Items(a[0]).Any(i => i is not null && Index(Items(a[1]), i) is not null),
            ("?", 2) => a => Json(a[0]) is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(Text(a[1]), out _),
            ("->>", 2) => a => Member(a[0], a[1]) is { } json ? Scalar(json) : null,
            ("->", 2) => a => Member(a[0], a[1])?.GetRawText(),
            ("jsonb_typeof" or "json_typeof", 1) => a => TypeOf(Json(a[0])),
            ("jsonb_array_length" or "json_array_length", 1) => a =>
                Json(a[0]) is { ValueKind: JsonValueKind.Array } json ? json.GetArrayLength() : null,
            ("json_valid", 1) => a => IsJson(Text(a[0])),
            ("json_extract", 2) => a => Member(a[0], a[1]) is { } json ? Extracted(json) : null,
            ("json_type", 2) => a => TypeOf(Member(a[0], a[1])) is { } type ? (type == "string" ? "text" : type) : null,
            ("json_type", 1) => a => TypeOf(Json(a[0])),
            ("typeof", 1) => a =>
                a[0] is string ? "text"
                : a[0] is byte[] ? "blob"
                : Number(a[0]) % 1 == 0 && a[0] is not double ? "integer"
                : "real",
            ("unicode" or "ascii", 1) => a => Text(a[0]).Length == 0 ? 0m : Text(a[0])[0],
            ("timezone", 2) => a => a[1],
            ("&", 2) => a => (decimal)((long)Number(a[0]) & (long)Number(a[1])),
            ("|", 2) => a => (decimal)((long)Number(a[0]) | (long)Number(a[1])),
            ("year", 1) => a => Part("year", a[0]),
            ("month", 1) => a => Part("month", a[0]),
            ("family", 1) => a => Text(a[0]).Contains(':', StringComparison.Ordinal) ? 6m : 4m,
            ("masklen", 1) => a =>
                Text(a[0]).Split('/') is [_, var bits]
                    ? decimal.Parse(bits, System.Globalization.CultureInfo.InvariantCulture)
                    : 32m,
            ("unaccent" or "normalize", 1) => a => Text(a[0]),
            _ => null,
        };

    private static string Text(object value) => value as string ?? Values.Text(value);

    private static decimal Number(object value) =>
        Casts.Number(value)
        ?? (
            value is string text
            && decimal.TryParse(
                text,
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
                ? number
                : throw new NotEvaluableException("a number")
        );

    private static int Runes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static object? Add(object a, object b, int sign) =>
        (a, b) switch
        {
            (DateOnly date, Span or TimeSpan) => Add(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), b, sign),
            (DateTime moment, Span span) => moment.AddMonths(sign * span.Months) + sign * span.Rest,
            (DateTime moment, TimeSpan length) => moment + sign * length,
            (Span or TimeSpan, DateTime or DateOnly) when sign > 0 => Add(b, a, 1),
            (Span or TimeSpan, Span or TimeSpan) => new Span(0, Ordering.Length(a) + sign * Ordering.Length(b)),
            (TimeOnly time, Span or TimeSpan) => time.Add(sign * Ordering.Length(b)),
            (DateOnly date, _) => date.AddDays(sign * (int)Number(b)),
            (_, DateOnly date) when sign > 0 => date.AddDays((int)Number(a)),
            _ => Number(a) + sign * Number(b),
        };

    private static object? Subtract(object a, object b) =>
        (a, b) switch
        {
            (DateOnly d, DateOnly e) => (decimal)(d.DayNumber - e.DayNumber),
            (DateTime or DateOnly, DateTime or DateOnly) => new Span(0, Ordering.Moment(a) - Ordering.Moment(b)),
            (TimeOnly t, TimeOnly u) => new Span(0, t.ToTimeSpan() - u.ToTimeSpan()),
            _ => Add(a, b, -1),
        };

    private static decimal? Divide(object a, object b)
    {
        var divisor = Number(b);
        if (divisor == 0)
        {
            return null;
        }

        var quotient = Number(a) / divisor;
        return a is long && b is long ? Math.Truncate(quotient) : quotient;
    }

    private static object Concatenate(object a, object b) =>
        (a, b) switch
        {
            (object?[] x, object?[] y) => x.Concat(y).ToArray(),
            (object?[] x, _) => x.Append(b).ToArray(),
            (_, object?[] y) => y.Prepend(a).ToArray(),
            _ => Text(a) + Text(b),
        };

    private static string Left(string text, int count) =>
        count >= 0 ? text[..Math.Min(count, text.Length)] : text[..Math.Max(0, text.Length + count)];

    private static string Right(string text, int count) =>
        count >= 0 ? text[^Math.Min(count, text.Length)..] : text[Math.Min(-count, text.Length)..];

    private static string Substring(string text, int from, int count)
    {
        var start = Math.Max(0, from < 0 ? text.Length + from : from - 1);
        return start >= text.Length ? "" : text.Substring(start, Math.Max(0, Math.Min(count, text.Length - start)));
    }

    private static decimal Part(string field, object value)
    {
        if (value is Span or TimeSpan)
        {
            var length = Ordering.Length(value);
            return field switch
            {
                "epoch" => (decimal)length.TotalSeconds,
                "day" or "days" => (decimal)length.Days,
                "hour" or "hours" => (decimal)length.Hours,
                "year" or "years" => (decimal)(length.Days / 365),
                _ => throw new NotEvaluableException($"extract {field}"),
            };
        }

        if (value is TimeOnly time)
        {
            return field switch
            {
                "hour" => (decimal)time.Hour,
                "minute" => (decimal)time.Minute,
                "second" => (decimal)time.Second,
                _ => throw new NotEvaluableException($"extract {field}"),
            };
        }

        var moment = Ordering.Moment(value);
        return field switch
        {
            "year" => (decimal)moment.Year,
            "month" => (decimal)moment.Month,
            "day" => (decimal)moment.Day,
            "hour" => (decimal)moment.Hour,
            "minute" => (decimal)moment.Minute,
            "second" => (decimal)(moment.Second + moment.Millisecond / 1000.0),
            "dow" => (decimal)moment.DayOfWeek,
            "isodow" => moment.DayOfWeek == DayOfWeek.Sunday ? 7m : (decimal)moment.DayOfWeek,
            "doy" => (decimal)moment.DayOfYear,
            "quarter" => (decimal)((moment.Month + 2) / 3),
            "epoch" => (decimal)(moment - DateTime.UnixEpoch).TotalSeconds,
            _ => throw new NotEvaluableException($"extract {field}"),
        };
    }

    private static DateTime Truncated(string field, object value)
    {
        var moment = Ordering.Moment(value);
        return field switch
        {
            "year" => new DateTime(moment.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            "quarter" => new DateTime(moment.Year, (moment.Month + 2) / 3 * 3 - 2, 1, 0, 0, 0, DateTimeKind.Utc),
            "month" => new DateTime(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            "week" => moment.Date.AddDays(-(((int)moment.DayOfWeek + 6) % 7)),
            "day" => moment.Date,
            "hour" => moment.Date.AddHours(moment.Hour),
            "minute" => moment.Date.AddHours(moment.Hour).AddMinutes(moment.Minute),
            "second" => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)),
            _ => throw new NotEvaluableException($"date_trunc {field}"),
        };
    }

    private static object?[] Items(object value) => value as object?[] ?? throw new NotEvaluableException("an array");

    private static object? Index(object?[] items, object value)
    {
        var index = Array.FindIndex(items, i => i is not null && Ordering.Compare(i, value) == 0);
        return index < 0 ? null : index + 1m;
    }

    private static bool Contains(object whole, object part)
    {
        if (whole is object?[] items)
        {
            return Items(part).All(p => p is not null && Index(items, p) is not null);
        }

        throw new NotEvaluableException("@>");
    }

    private static object? Holds(RangeValue range, object value)
    {
        if (value is RangeValue inner)
        {
            return (range.Low is null || (inner.Low is not null && Ordering.Compare(inner.Low, range.Low) >= 0))
                && (range.High is null || (inner.High is not null && Ordering.Compare(inner.High, range.High) <= 0));
        }

        return (range.Low is null || Ordering.Compare(value, range.Low) >= (range.IncludesLow ? 0 : 1))
            && (range.High is null || Ordering.Compare(value, range.High) <= (range.IncludesHigh ? 0 : -1));
    }

    private static JsonElement? Json(object value)
    {
        try
        {
            using var document = JsonDocument.Parse(Text(value));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new NotEvaluableException("json");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement? Member(object json, object key)
    {
        var element = Json(json)!.Value;
        if (element.ValueKind == JsonValueKind.Object && key is string name)
        {
            name = name.StartsWith("$.", StringComparison.Ordinal) ? name[2..] : name;
            return element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Undefined ? found : null;
        }

        return
            element.ValueKind == JsonValueKind.Array
            && Casts.Number(key) is { } index
            && index >= 0
            && index < element.GetArrayLength()
            ? element[(int)index]
            : null;
    }

    private static string? Scalar(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => json.GetString(),
            _ => json.GetRawText(),
        };

    private static object? Extracted(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => json.GetDecimal(),
            JsonValueKind.True => 1m,
            JsonValueKind.False => 0m,
            _ => Scalar(json),
        };

    private static string? TypeOf(JsonElement? json) =>
        json?.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
}
