using System.Globalization;

namespace Dbwright.Formats;

/// <summary>What the check constraints of a table say about one column, as far as simple forms say it.</summary>
internal sealed class ColumnFacts
{
    /// <summary>The values that are allowed, in their order; empty when any is.</summary>
    public List<string> Values { get; } = [];

    /// <summary>The greatest number of characters.</summary>
    public int? Length { get; private set; }

    /// <summary>The least value.</summary>
    public decimal? Minimum { get; private set; }

    /// <summary>Whether the least value itself is excluded.</summary>
    public bool MinimumExclusive { get; private set; }

    /// <summary>The greatest value.</summary>
    public decimal? Maximum { get; private set; }

    /// <summary>Whether the greatest value itself is excluded.</summary>
    public bool MaximumExclusive { get; private set; }

    /// <summary>Whether only 0 and 1 are allowed.</summary>
    public bool IsZeroOrOne { get; private set; }

    /// <summary>The regular expression that values match.</summary>
    public string? Pattern { get; private set; }

    /// <summary>Whether a check demands valid JSON.</summary>
    public bool IsJson { get; private set; }

    /// <summary>Takes from a condition what it says about the column; true when that is all it says.</summary>
    public bool Take(string sql, string column)
    {
        var tokens = SqlToken.Of(sql);
        if (tokens.Exists(t => t.Is("or") || t.Is("not") || t.Is("case")))
        {
            return false;
        }

        var isAll = true;
        foreach (var part in Parts(tokens))
        {
            isAll &= TakePart(part, column);
        }

        return isAll;
    }

    private static IEnumerable<List<SqlToken>> Parts(List<SqlToken> tokens)
    {
        var part = new List<SqlToken>();
        var isBetween = false;
        foreach (var token in tokens)
        {
            if (token.Is("and") && !isBetween)
            {
                yield return part;
                part = [];
                continue;
            }

            isBetween = token.Is("between") || (isBetween && !token.Is("and"));
            part.Add(token);
        }

        yield return part;
    }

    private bool TakePart(List<SqlToken> part, string column)
    {
        switch (part)
        {
            case [var name, var word, .. var rest] when name.Names(column) && (word.Is("in") || IsAny(word, rest)):
                var values = rest.Where(t => t.Kind is SqlTokenKind.Text or SqlTokenKind.Number).ToList();
                if (values.TrueForAll(v => v.Kind == SqlTokenKind.Text))
                {
                    Values.AddRange(values.Select(v => v.Text));
                }
                else
                {
                    IsZeroOrOne = values.Select(v => v.Text).Order(StringComparer.Ordinal).SequenceEqual(["0", "1"]);
                }

                return true;
            case [var name, { Kind: SqlTokenKind.Sign, Text: "=" }, { Kind: SqlTokenKind.Text } only] when name.Names(column):
                Values.Add(only.Text);
                return true;
            case [var name, var match, { Kind: SqlTokenKind.Text } pattern]
                when name.Names(column) && (match.Text == "~" || match.Is("regexp") || match.Is("rlike")):
                Pattern = pattern.Text;
                return false;
            case [var name, var word, var low, _, var high] when name.Names(column) && word.Is("between"):
                return Bound(">=", low) & Bound("<=", high);
            case [var name, { Kind: SqlTokenKind.Sign } sign, var bound] when name.Names(column):
                return Bound(sign.Text, bound);
            case [var function, var name, { Kind: SqlTokenKind.Sign } sign, var bound]
                when name.Names(column) && IsLength(function):
                if (
                    sign.Text is "<=" or "<"
                    && int.TryParse(bound.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                )
                {
                    Length = sign.Text == "<" ? most - 1 : most;
                    return true;
                }

                return false;
            case [var function, var name, ..] when name.Names(column) && function.Is("json_valid"):
                IsJson = true;
                return true;
            default:
                return false;
        }
    }

    private static bool IsAny(SqlToken sign, List<SqlToken> rest) => sign.Text == "=" && rest is [var any, ..] && any.Is("any");

    private static bool IsLength(SqlToken token) => token.Is("length") || token.Is("char_length") || token.Is("character_length");

    private bool Bound(string sign, SqlToken bound)
    {
        if (
            bound.Kind != SqlTokenKind.Number
            || !decimal.TryParse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        )
        {
            return false;
        }

        switch (sign)
        {
            case ">" or ">=":
                (Minimum, MinimumExclusive) = (value, sign == ">");
                return true;
            case "<" or "<=":
                (Maximum, MaximumExclusive) = (value, sign == "<");
                return true;
            default:
                return false;
        }
    }
}
