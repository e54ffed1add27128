using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Says with GLOB, LENGTH and SUBSTR what a regular expression says, where that is exactly possible: SQLite calls REGEXP but does not
/// have it. Possible are sequences of fixed length, any text between them, one run of a class of characters, and alternatives of those.
/// </summary>
internal static class SqliteGlob
{
    private const string Special = "*?[";

    /// <summary>The conditions that say the same: alternatives, each of conditions that all hold; none when there are none.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="text">What it is about, as SQL that binds like an operand.</param>
    public static Sequence<Sequence<string>>? Translate(string pattern, string text)
    {
        if (RegexAlternatives.Of(pattern) is not { } alternatives)
        {
            return null;
        }

        var conditions = new List<Sequence<string>>();
        foreach (var alternative in alternatives)
        {
            if (Conditions(alternative, text) is not { } all)
            {
                return null;
            }

            conditions.Add(all);
        }

        return conditions.ToSequence();
    }

    private static Sequence<string>? Conditions(RegexAlternative alternative, string text)
    {
        var items = alternative.Items.ToList();
        if (!alternative.FromStart)
        {
            items.Insert(0, new(CharacterSet.Any, 0, null));
        }

        if (!alternative.ToEnd)
        {
            items.Add(new(CharacterSet.Any, 0, null));
        }

        var variable = items.Where(i => i.Least != i.Most).ToList();
        if (variable.TrueForAll(i => i.Set == CharacterSet.Any && i.Most is null))
        {
            return Glob(items) is { } pattern ? [$"{text} glob {pattern}"] : null;
        }

        return variable.Count == 1 ? OneRun(items, variable[0], text) : null;
    }

    private static Sequence<string>? OneRun(List<RegexItem> items, RegexItem run, string text)
    {
        var position = items.IndexOf(run);
        var before = items.Take(position).Sum(i => i.Least);
        var after = items.Skip(position + 1).Sum(i => i.Least);
        var conditions = new List<string>();
        if (before + after > 0)
        {
            if (Glob(items.Select(i => i == run ? new RegexItem(CharacterSet.Any, 0, null) : i)) is not { } frame)
            {
                return null;
            }

            conditions.Add($"{text} glob {frame}");
        }

        var least = before + after + run.Least;
        if (run.Most is { } more)
        {
            conditions.Add(Invariant($"length({text}) between {least} and {before + after + more}"));
        }
        else if (run.Least > 0)
        {
            conditions.Add(Invariant($"length({text}) >= {least}"));
        }

        if (run.Set != CharacterSet.Any)
        {
            if (Class(run.Set.Negation()) is not { } others)
            {
                return null;
            }

            var middle =
                before + after == 0 ? text
                : after == 0 ? Invariant($"substr({text}, {before + 1})")
                : Invariant($"substr({text}, {before + 1}, length({text}) - {before + after})");
            conditions.Add($"{middle} not glob {Literal($"*{others}*")}");
        }

        return conditions.ToSequence();
    }

    private static string? Glob(IEnumerable<RegexItem> items)
    {
        var pattern = new StringBuilder();
        foreach (var item in items)
        {
            if (Class(item.Set) is not { } one)
            {
                return null;
            }

            pattern.Insert(pattern.Length, one, item.Least);
            if (item.Most is null)
            {
                pattern.Append('*');
            }
        }

        return Literal(pattern.ToString());
    }

    // Within brackets a ] counts as a character only when it is first, a ^ only when it is not, a - at the end.
    private static string? Class(CharacterSet set)
    {
        if (set == CharacterSet.Any)
        {
            return "?";
        }

        if (set is { Negated: false, Ranges: [var only] } && only.First == only.Last)
        {
            return Special.Contains(only.First) ? $"[{only.First}]" : only.First.ToString();
        }

        if (set.Ranges.Any(r => r.First != r.Last && (r.First is ']' or '^' or '-' || r.Last is ']' or '^' or '-')))
        {
            return null;
        }

        var singles = set.Ranges.Where(r => r.First == r.Last).Select(r => r.First).Distinct().ToList();
        var text = new StringBuilder(set.Negated ? "[^" : "[");
        text.Append(singles.Contains(']') ? "]" : "");
        foreach (var range in set.Ranges.Where(r => r.First != r.Last))
        {
            text.Append(range.First).Append('-').Append(range.Last);
        }

        foreach (var single in singles.Where(c => c is not (']' or '^' or '-')))
        {
            text.Append(single);
        }

        if (singles.Contains('^'))
        {
            if (text.Length == 1)
            {
                // Of ^ and - alone there is no class in which neither is special.
                return null;
            }

            text.Append('^');
        }

        return text.Append(singles.Contains('-') ? "-]" : "]").ToString();
    }

    // Characters that no eye sees are written by their number.
    private static string Literal(string pattern)
    {
        var parts = new List<string>();
        var at = 0;
        while (at < pattern.Length)
        {
            var isControl = char.IsControl(pattern[at]);
            var end = at;
            while (end < pattern.Length && char.IsControl(pattern[end]) == isControl)
            {
                end++;
            }

            var piece = pattern[at..end];
            parts.Add(
                isControl
                    ? $"char({string.Join(", ", piece.Select(c => ((int)c).ToString(CultureInfo.InvariantCulture)))})"
                    : $"'{piece.Replace("'", "''")}'"
            );
            at = end;
        }

        return parts.Count == 0 ? "''" : string.Join(" || ", parts);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
