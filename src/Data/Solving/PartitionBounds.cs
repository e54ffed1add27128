using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>The condition that a row of a partitioned table lies in one of the partitions that are there.</summary>
internal static partial class PartitionBounds
{
    /// <summary>The condition, or none where every row has its place.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="position">The position of a column.</param>
    /// <exception cref="TermException">A key or bound cannot be read.</exception>
    public static Term? Of(RelationalSchema schema, Table table, Func<string, int?> position)
    {
        if (table.PartitionBy is not { } by || Key().Match(by) is not { Success: true } match)
        {
            return null;
        }

        var keys = Split(match.Groups["columns"].Value).Select(k => TermReader.Read(k, SqlDialect.PostgreSql, position)).ToList();
        Term? any = null;
        foreach (var child in schema.Tables.Where(t => t.PartitionOf?.Parent == table.Name).OrderBy(t => t.Name))
        {
            var own = Bound(child.PartitionOf!.Bound, keys);
            var inner = Of(schema, child, position);
            if (own is null && inner is null)
            {
                // A default partition, or one of a hash: nothing is asked of the key.
                return null;
            }

            var both =
                own is null ? inner!
                : inner is null ? own
                : new Term.Apply("and", own, inner);
            any = any is null ? both : new Term.Apply("or", any, both);
        }

        return any;
    }

    private static Term? Bound(string bound, List<Term> keys)
    {
        var range = Range().Match(bound);
        if (range.Success)
        {
            var from = Split(range.Groups["from"].Value);
            var to = Split(range.Groups["to"].Value);
            return new Term.Apply("and", After(keys, from, 0), Before(keys, to, 0));
        }

        var list = List().Match(bound);
        if (!list.Success)
        {
            return null;
        }

        var values = Split(list.Groups["values"].Value).Select(Value).ToList();
        Term? found = null;
        if (values.Exists(v => v is not Term.Constant { Value: null }))
        {
            found = new Term.Apply("in", [keys[0], .. values.Where(v => v is not Term.Constant { Value: null })]);
        }

        if (values.Exists(v => v is Term.Constant { Value: null }))
        {
            Term isNull = new Term.Apply("isnull", keys[0]);
            found = found is null ? isNull : new Term.Apply("or", found, isNull);
        }

        return found;
    }

    // (a, b) >= (1, 2): a > 1 or a = 1 and b >= 2.
    private static Term After(List<Term> keys, List<string> values, int at)
    {
        if (at >= keys.Count || values[at].Equals("minvalue", StringComparison.OrdinalIgnoreCase))
        {
            return Present(keys, at);
        }

        var value = Value(values[at]);
        return at == keys.Count - 1
            ? new Term.Apply(">=", keys[at], value)
            : new Term.Apply(
                "or",
                new Term.Apply(">", keys[at], value),
                new Term.Apply("and", new Term.Apply("=", keys[at], value), After(keys, values, at + 1))
            );
    }

    private static Term Before(List<Term> keys, List<string> values, int at)
    {
        if (at >= keys.Count)
        {
            return new Term.Constant(false);
        }

        if (values[at].Equals("maxvalue", StringComparison.OrdinalIgnoreCase))
        {
            return Present(keys, at);
        }

        if (values[at].Equals("minvalue", StringComparison.OrdinalIgnoreCase))
        {
            return new Term.Constant(false);
        }

        var value = Value(values[at]);
        Term less = new Term.Apply("<", keys[at], value);
        return at == keys.Count - 1
            ? less
            : new Term.Apply(
                "or",
                less,
                new Term.Apply("and", new Term.Apply("=", keys[at], value), Before(keys, values, at + 1))
            );
    }

    private static Term Present(List<Term> keys, int at) =>
        at < keys.Count ? new Term.Apply("not", new Term.Apply("isnull", keys[at])) : new Term.Constant(true);

    // Bounds are texts or numbers; the comparison gives them the type of the key.
    private static Term Value(string text) => TermReader.Read(text, SqlDialect.PostgreSql, _ => null);

    /// <summary>The parts of a list at its commas outside of parentheses and quotes.</summary>
    public static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (depth, start, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'':
                    quoted = !quoted;
                    break;
                case '(' or '[' when !quoted:
                    depth++;
                    break;
                case ')' or ']' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth == 0:
                    parts.Add(text[start..i].Trim());
                    start = i + 1;
                    break;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    [GeneratedRegex(@"^\s*(range|list)\s*\((?<columns>.*)\)\s*$", Options, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"from\s*\((?<from>.*)\)\s*to\s*\((?<to>.*)\)\s*$", Options, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"in\s*\((?<values>.*)\)\s*$", Options, 1000)]
    private static partial Regex List();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline;
}
