using System.Text.RegularExpressions;

namespace Dbwright.Data;

/// <summary>Thrown where a term has something that only the engine can compute.</summary>
internal sealed class NotEvaluableException(string what) : Exception(what)
{
    /// <summary>The function or operator.</summary>
    public string What => Message;
}

/// <summary>Computes terms as the engines do, nulls included.</summary>
/// <param name="now">The time of the transaction.</param>
internal sealed class TermEvaluator(DateTime now)
{
    /// <summary>A moment after any run of today's programs: what must lie ahead of the transaction lies behind this.</summary>
    public static readonly DateTime Far = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The end of the data: what must lie before the transaction lies before this.</summary>
    public static readonly DateTime Near = DateTime.UnixEpoch.AddMilliseconds(Timeline.End);

    /// <summary>The term as a function of the row's values.</summary>
    /// <exception cref="NotEvaluableException">It has something that only the engine can compute.</exception>
    public Func<object?[], object?> Compile(Term term)
    {
        switch (term)
        {
            case Term.Constant(var value):
                return _ => value;
            case Term.Column(var index):
                return row => row[index];
            case Term.Now(var isDate):
                object moment = isDate ? DateOnly.FromDateTime(now) : now;
                return _ => moment;
            case Term.Apply { Name: "and", Arguments: [var a, var b] }:
                return And(Compile(a), Compile(b));
            case Term.Apply { Name: "or", Arguments: [var a, var b] }:
                return Or(Compile(a), Compile(b));
            case Term.Apply { Name: "not", Arguments: [var a] }:
                var operand = Compile(a);
                return row => Truth(operand(row)) is { } truth ? !truth : null;
            case Term.Apply { Name: "isnull", Arguments: [var a] }:
                var tested = Compile(a);
                return row => tested(row) is null;
            case Term.Apply { Name: "istrue", Arguments: [var a] }:
                var condition = Compile(a);
                return row => Truth(condition(row)) == true;
            case Term.Apply { Name: "distinct", Arguments: [var a, var b] }:
                var (first, second) = (Compile(a), Compile(b));
                return row =>
                    first(row) is { } x ? second(row) is not { } y || Ordering.Compare(x, y) != 0 : second(row) is not null;
            case Term.Apply { Name: "case" } choice:
                return Case(choice);
            case Term.Apply { Name: "coalesce" or "ifnull" } alternatives:
                var all = alternatives.Arguments.Select(Compile).ToArray();
                return row =>
                {
                    foreach (var one in all)
                    {
                        if (one(row) is { } value)
                        {
                            return value;
                        }
                    }

                    return null;
                };
            case Term.Apply { Name: "num_nonnulls" } counted:
                var present = counted.Arguments.Select(Compile).ToArray();
                return row => (decimal)present.Count(p => p(row) is not null);
            case Term.Apply { Name: "num_nulls" } counted:
                var absent = counted.Arguments.Select(Compile).ToArray();
                return row => (decimal)absent.Count(p => p(row) is null);
            // Versions differ in what they say of null; none minds a document.
            case Term.Apply { Name: "json_valid", Arguments: [var document] } valid:
                var (content, isValid) = (Compile(document), Functions.Find(valid));
                return row => content(row) is { } given ? isValid([given]) : false;
            case Term.Apply { Name: "array" or "row" } items:
                var parts = items.Arguments.Select(Compile).ToArray();
                return row => parts.Select(p => p(row)).ToArray();
            case Term.Apply apply:
                return Strict(apply);
            default:
                throw new NotEvaluableException(term.ToString());
        }
    }

    /// <summary>A value as a truth value.</summary>
    public static bool? Truth(object? value) =>
        value switch
        {
            bool truth => truth,
            null => null,
            string => null,
            _ => Casts.Number(value) is { } number ? number != 0 : null,
        };

    private static Func<object?[], object?> And(Func<object?[], object?> a, Func<object?[], object?> b) =>
        row =>
        {
            var left = Truth(a(row));
            if (left == false)
            {
                return false;
            }

            var right = Truth(b(row));
            return right == false ? false
                : left is null || right is null ? null
                : true;
        };

    private static Func<object?[], object?> Or(Func<object?[], object?> a, Func<object?[], object?> b) =>
        row =>
        {
            var left = Truth(a(row));
            if (left == true)
            {
                return true;
            }

            var right = Truth(b(row));
            return right == true ? true
                : left is null || right is null ? null
                : false;
        };

    private Func<object?[], object?> Case(Term.Apply choice)
    {
        var parts = choice.Arguments.Select(Compile).ToArray();
        return row =>
        {
            for (var i = 0; i + 1 < parts.Length; i += 2)
            {
                if (Truth(parts[i](row)) == true)
                {
                    return parts[i + 1](row);
                }
            }

            return parts[^1](row);
        };
    }

    private Func<object?[], object?> Strict(Term.Apply apply)
    {
        var operands = apply.Arguments.Select(Compile).ToArray();
        var function = Functions.Find(apply);
        switch (operands)
        {
            case [var only]:
                return row => only(row) is { } value ? function([value]) : null;
            case [var left, var right]:
                return row => left(row) is { } a && right(row) is { } b ? function([a, b]) : null;
            default:
                return row =>
                {
                    var values = new object[operands.Length];
                    for (var i = 0; i < values.Length; i++)
                    {
                        if (operands[i](row) is not { } value)
                        {
                            return null;
                        }

                        values[i] = value;
                    }

                    return function(values);
                };
        }
    }
}

/// <summary>The order of values.</summary>
internal static class Ordering
{
    /// <summary>Compares two values as the engine does; texts by their characters.</summary>
    /// <exception cref="NotEvaluableException">They are not of one kind.</exception>
    public static int Compare(object a, object b)
    {
        if (Casts.Number(a) is { } x && Casts.Number(b) is { } y)
        {
            return x.CompareTo(y);
        }

        switch (a, b)
        {
            case (string s, string t):
                return string.CompareOrdinal(s, t);
            case (string s, not string) when Typed(s, b) is { } read:
                return Compare(read, b);
            case (not string, string t) when Typed(t, a) is { } read:
                return Compare(a, read);
            case (DateOnly d, DateOnly e):
                return d.CompareTo(e);
            case (DateTime or DateOnly, DateTime or DateOnly):
                return Moment(a).CompareTo(Moment(b));
            case (TimeOnly t, TimeOnly u):
                return t.CompareTo(u);
            case (Guid g, Guid h):
                return string.CompareOrdinal(g.ToString(), h.ToString());
            case (TimeSpan or Span, TimeSpan or Span):
                return Length(a).CompareTo(Length(b));
            case (object?[] v, object?[] w):
                for (var i = 0; i < Math.Min(v.Length, w.Length); i++)
                {
                    var order = v[i] is { } p && w[i] is { } q ? Compare(p, q) : (v[i] is null ? 1 : 0) - (w[i] is null ? 1 : 0);
                    if (order != 0)
                    {
                        return order;
                    }
                }

                return v.Length.CompareTo(w.Length);
            case (byte[] v, byte[] w):
                return v.AsSpan().SequenceCompareTo(w);
            default:
                return string.CompareOrdinal(Values.Text(a), Values.Text(b));
        }
    }

    /// <summary>A moment of a date or moment.</summary>
    public static DateTime Moment(object value) =>
        value switch
        {
            DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            DateTime moment => moment,
            _ => Casts.Constant(value, "timestamp", out var read) && read is DateTime parsed
                ? parsed
                : throw new NotEvaluableException("a moment"),
        };

    /// <summary>A length of time with months of thirty days, as engines compare them.</summary>
    public static TimeSpan Length(object value) =>
        value is Span span ? span.Rest + TimeSpan.FromDays(span.Months * 30) : (TimeSpan)value;

    private static object? Typed(string text, object like)
    {
        var type = like switch
        {
            DateOnly => "date",
            DateTime => "timestamp",
            TimeOnly => "time",
            TimeSpan or Span => "interval",
            Guid => "uuid",
            bool => "boolean",
            object?[] => "text[]",
            _ => Casts.Number(like) is null ? "text" : "numeric",
        };
        return type != "text" && Casts.Constant(text, type, out var value) ? value : null;
    }
}

/// <summary>Patterns of the engines as those of .NET.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string), Regex> Known = new();

    /// <summary>Whether a text matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind"><c>~ ~* like ilike similar glob</c></param>
    /// <param name="pattern">The pattern.</param>
    public static bool Matches(string text, string kind, string pattern) =>
        Known
            .GetOrAdd((kind, pattern), key => new Regex(Translate(key.Item1, key.Item2), Options(key.Item1), Limit))
            .IsMatch(text);

    /// <summary>A pattern of LIKE as a regular expression.</summary>
    public static string Like(string pattern)
    {
        var text = new System.Text.StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            text.Append(
                pattern[i] switch
                {
                    '%' => ".*",
                    '_' => ".",
                    '\\' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                    var c => Regex.Escape(c.ToString()),
                }
            );
        }

        return text.Append('$').ToString();
    }

    /// <summary>A pattern of GLOB as a regular expression.</summary>
    public static string Glob(string pattern)
    {
        var text = new System.Text.StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    text.Append(".*");
                    break;
                case '?':
                    text.Append('.');
                    break;
                case '[':
                    var end = pattern.IndexOf(']', i + 2);
                    text.Append(end < 0 ? "\\[" : pattern[i..(end + 1)].Replace("[^", "[^", StringComparison.Ordinal));
                    i = end < 0 ? i : end;
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return text.Append('$').ToString();
    }

    /// <summary>The classes of POSIX that .NET writes otherwise.</summary>
    public static string Posix(string pattern) =>
        pattern
            .Replace("[[:alpha:]]", "[A-Za-z]", StringComparison.Ordinal)
            .Replace("[:alpha:]", "A-Za-z", StringComparison.Ordinal)
            .Replace("[:digit:]", "0-9", StringComparison.Ordinal)
            .Replace("[:alnum:]", "A-Za-z0-9", StringComparison.Ordinal)
            .Replace("[:upper:]", "A-Z", StringComparison.Ordinal)
            .Replace("[:lower:]", "a-z", StringComparison.Ordinal)
            .Replace("[:space:]", "\\s", StringComparison.Ordinal)
            .Replace("[:punct:]", "!-/:-@\\[-`{-~", StringComparison.Ordinal);

    /// <summary>A pattern as a regular expression.</summary>
    public static string Translate(string kind, string pattern) =>
        kind switch
        {
            "like" or "ilike" => Like(pattern),
            "glob" => Glob(pattern),
            "similar" =>
                $"^(?:{pattern.Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal)})$",
            _ => Posix(pattern),
        };

    private static RegexOptions Options(string kind) =>
        RegexOptions.CultureInvariant
        | RegexOptions.Singleline
        | (kind is "~*" or "ilike" ? RegexOptions.IgnoreCase : RegexOptions.None);
}
