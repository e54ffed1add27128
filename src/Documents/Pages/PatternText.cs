using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;
using SortKey = Dbwright.Model.SortKey;

namespace Dbwright.Documents;

/// <summary>Access patterns in words.</summary>
internal static class PatternText
{
    /// <summary>The form with its subject: <c>find order</c>; one line of code.</summary>
    public static string Form(AccessPattern pattern) =>
        pattern switch
        {
            AccessPattern.Find p => $"find {p.From}",
            AccessPattern.Search p => $"search {p.From}",
            AccessPattern.Similar p => $"similar {p.From}",
            AccessPattern.Near p => $"near {p.From}",
            AccessPattern.Traverse p => $"traverse {p.From}",
            AccessPattern.Aggregate p => $"aggregate {p.From}",
            AccessPattern.Insert p => $"insert {p.Into}",
            AccessPattern.Update p => $"update {p.Of}",
            AccessPattern.Delete p => $"delete {p.From}",
            AccessPattern.FreeSql => "sql",
            _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "A form without words."),
        };

    /// <summary>What the pattern asks for, part by part, as markup.</summary>
    public static IEnumerable<(string Part, string Markup)> Parts(AccessPattern pattern)
    {
        switch (pattern)
        {
            case AccessPattern.Find p:
                foreach (var part in Common(p.Where, p.Sort, p.Limit, p.Return))
                {
                    yield return part;
                }

                if (p.Paged)
                {
                    yield return ("pages", "keyset pages: the next page starts after the last row of this one");
                }

                break;
            case AccessPattern.Search p:
                yield return ("in", $"{Markdown.Spans(p.In)} ({Markdown.Escape(p.Language)})");
                foreach (var part in Common(p.Where, [], p.Limit, p.Return))
                {
                    yield return part;
                }

                break;
            case AccessPattern.Similar p:
                yield return ("by", $"{Markdown.Span(p.By)}, {Markdown.Escape(p.Metric)} distance");
                foreach (var part in Common(p.Where, [], p.Limit, []))
                {
                    yield return part;
                }

                break;
            case AccessPattern.Near p:
                var within = p.WithinMetres is { } metres
                    ? $", within {metres.ToString("#,0.#", CultureInfo.InvariantCulture)} m"
                    : "";
                yield return ("by", Markdown.Span(p.By) + within);
                foreach (var part in Common(p.Where, [], p.Limit, p.Return))
                {
                    yield return part;
                }

                break;
            case AccessPattern.Traverse p:
                yield return (
                    "along",
                    $"{Markdown.Span(p.Along)} {(p.Down ? "downwards" : "upwards")}, at most {Quantity.Count(p.Depth, "step")}"
                );
                foreach (var part in Common([], [], null, p.Return))
                {
                    yield return part;
                }

                break;
            case AccessPattern.Aggregate p:
                yield return ("measures", Markdown.Spans(p.Measures.Select(Measure)));
                if (p.Group.Count > 0)
                {
                    yield return (
                        "group",
                        Markdown.Spans(p.Group.Select(g => g.Unit is { } u ? $"{u}({g.Path})" : g.Path.ToString()))
                    );
                }

                foreach (var part in Common(p.Where, p.Sort, p.Limit, []))
                {
                    yield return part;
                }

                if (p.Freshness is { } freshness)
                {
                    yield return ("freshness", $"at most {Quantity.Duration(freshness)} old");
                }

                break;
            case AccessPattern.Update p:
                yield return ("set", Markdown.Spans(p.Set));
                foreach (var part in Common(p.Where, [], null, []))
                {
                    yield return part;
                }

                break;
            case AccessPattern.Delete p:
                foreach (var part in Common(p.Where, [], null, []))
                {
                    yield return part;
                }

                break;
        }
    }

    /// <summary>A condition as its author writes it.</summary>
    public static string Condition(Condition condition)
    {
        var (word, values) = (Word(condition.Operator), condition.Values);
        if (condition.Operator == ConditionOperator.Between && values is [Expression.Constant { Value: decimal seconds }])
        {
            return $"{condition.Path} within {Quantity.Duration(TimeSpan.FromSeconds((double)seconds))}";
        }

        var given = values.Select(ExpressionText.Write).ToList();
        return given.Count == 0 ? $"{condition.Path} {word}"
            : condition.Operator == ConditionOperator.In ? $"{condition.Path} {word} ({string.Join(", ", given)})"
            : $"{condition.Path} {word} {string.Join(" and ", given)}";
    }

    private static IEnumerable<(string Part, string Markup)> Common(
        Sequence<Condition> where,
        Sequence<SortKey> sort,
        int? limit,
        Sequence<Expression.Reference> returned
    )
    {
        if (where.Count > 0)
        {
            yield return ("where", Markdown.Spans(where.Select(Condition)));
        }

        if (sort.Count > 0)
        {
            yield return ("sort", Markdown.Spans(sort.Select(s => $"{s.Path}{(s.Descending ? " desc" : "")}")));
        }

        if (limit is { } most)
        {
            yield return ("limit", Quantity.Count(most));
        }

        if (returned.Count > 0)
        {
            yield return ("return", Markdown.Spans(returned.Select(r => r.ToString())));
        }
    }

    private static string Measure(Measure measure) => measure.Path is { } path ? $"{measure.Function}({path})" : measure.Function;

    private static string Word(ConditionOperator condition) =>
        condition switch
        {
            ConditionOperator.Equal => "=",
            ConditionOperator.NotEqual => "!=",
            ConditionOperator.Less => "<",
            ConditionOperator.LessOrEqual => "<=",
            ConditionOperator.Greater => ">",
            ConditionOperator.GreaterOrEqual => ">=",
            ConditionOperator.Between => "between",
            ConditionOperator.In => "in",
            ConditionOperator.Contains => "contains",
            ConditionOperator.StartsWith => "starts with",
            ConditionOperator.Has => "has",
            ConditionOperator.IsNull => "is null",
            ConditionOperator.IsNotNull => "is not null",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "An operator without a word."),
        };
}
