using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads regular expressions of the common subset (classes, anchors, counts, groups, alternatives) and multiplies groups and optional parts
/// out into alternatives that have none.
/// </summary>
internal sealed class RegexAlternatives
{
    private const int MostAlternatives = 32;
    private const int MostItems = 256;
    private const int MostCount = 100;
    private const int MostDepth = 20;

    private readonly string pattern;
    private int at;
    private int depth;

    private RegexAlternatives(string pattern) => this.pattern = pattern;

    /// <summary>The alternatives; none when the expression has parts that cannot be multiplied out, or is none.</summary>
    public static Sequence<RegexAlternative>? Of(string pattern)
    {
        var reader = new RegexAlternatives(pattern);
        if (reader.Alternatives() is not { } read || reader.at < pattern.Length)
        {
            return null;
        }

        var result = new List<RegexAlternative>();
        foreach (var steps in read.SelectMany(Lone))
        {
            var from = steps.Count > 0 && steps[0] == Step.Start;
            var to = steps.Count > (from ? 1 : 0) && steps[^1] == Step.End;
            var items = steps.Skip(from ? 1 : 0).SkipLast(to ? 1 : 0).Select(s => s.Item).ToList();
            if (items.Contains(null))
            {
                return null;
            }

            result.Add(new(from, Joined(items!), to));
        }

        return result.Count <= MostAlternatives ? result.ToSequence() : null;
    }

    // Where several parts vary in length, those with few lengths become alternatives of each length, until one is left.
    private static IEnumerable<List<Step>> Lone(List<Step> steps)
    {
        var variable = steps.Where(s => s.Item is { } i && i.Least != i.Most).ToList();
        var bounded = variable.Where(s => s.Item!.Most - s.Item.Least < MostAlternatives).ToList();
        var isPlain = variable.TrueForAll(s => s.Item is { Most: null } i && i.Set == CharacterSet.Any);
        if (variable.Count < 2 || isPlain || bounded.Count == 0)
        {
            return [steps];
        }

        var chosen = bounded.MinBy(s => s.Item!.Most - s.Item.Least)!;
        var position = steps.IndexOf(chosen);
        return Enumerable
            .Range(chosen.Item!.Least, chosen.Item.Most!.Value - chosen.Item.Least + 1)
            .SelectMany(count =>
            {
                var each = steps.ToList();
                each[position] = new(new(chosen.Item.Set, count, count));
                return Lone(each);
            });
    }

    private static Sequence<RegexItem> Joined(List<RegexItem> items)
    {
        var joined = new List<RegexItem>();
        foreach (var item in items.Where(i => i.Most != 0))
        {
            // .+.* and [a-z][a-z]* are one run each.
            if (joined.Count > 0 && joined[^1] is var last && last.Set == item.Set && (last.Most is null || item.Most is null))
            {
                joined[^1] = new(item.Set, last.Least + item.Least, null);
            }
            else
            {
                joined.Add(item);
            }
        }

        return joined.ToSequence();
    }

    private List<List<Step>>? Alternatives()
    {
        if (++depth > MostDepth)
        {
            return null;
        }

        var all = new List<List<Step>>();
        do
        {
            if (Concatenation() is not { } one)
            {
                return null;
            }

            all.AddRange(one);
        } while (Take('|'));
        depth--;
        return all.Count <= MostAlternatives ? all : null;
    }

    private List<List<Step>>? Concatenation()
    {
        List<List<Step>> all =
        [
            [],
        ];
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            if (Atom() is not { } atom || Counted(atom) is not { } next)
            {
                return null;
            }

            all = [.. all.SelectMany(a => next.Select(n => (List<Step>)[.. a, .. n]))];
            if (all.Count > MostAlternatives || all.Exists(a => a.Count > MostItems))
            {
                return null;
            }
        }

        return all;
    }

    private List<List<Step>>? Atom()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '^':
                return
                [
                    [Step.Start],
                ];
            case '$':
                return
                [
                    [Step.End],
                ];
            case '.':
                return One(CharacterSet.Any);
            case '[':
                return Class() is { } set ? One(set) : null;
            case '(':
                if (at < pattern.Length && pattern[at] == '?' && !TakeText("?:"))
                {
                    return null;
                }

                return Alternatives() is { } inner && Take(')') ? inner : null;
            case '\\':
                return Escape() is { } escaped ? One(escaped) : null;
            case '*' or '+' or '?' or '{' or '}' or ']':
                return null;
            default:
                // Half of a character beyond the first 65,536 is no character.
                return char.IsSurrogate(c) ? null : One(Single(c));
        }
    }

    private List<List<Step>>? Counted(List<List<Step>> atom)
    {
        if (!Count(out var least, out var most) || least > MostCount || most > MostCount * 100)
        {
            return null;
        }

        if (least == 1 && most == 1)
        {
            return atom;
        }

        // Greedy or not matters for what is found, not for whether something is.
        Take('?');
        if (atom is [[{ Item: { Least: 1, Most: 1 } item }]])
        {
            return
            [
                [new(new(item.Set, least, most))],
            ];
        }

        if (most is not { } end || end > MostAlternatives || atom.Exists(a => a.Exists(s => s.Item is null)))
        {
            return null;
        }

        var all = new List<List<Step>>();
        List<List<Step>> repeated =
        [
            [],
        ];
        for (var i = 0; i <= end; i++)
        {
            if (i >= least)
            {
                all.AddRange(repeated);
            }

            repeated = [.. repeated.SelectMany(r => atom.Select(a => (List<Step>)[.. r, .. a]))];
            if (all.Count > MostAlternatives || repeated.Count > MostAlternatives * MostAlternatives)
            {
                return null;
            }
        }

        return all;
    }

    // Without a count it is one; false when what looks like a count is none.
    private bool Count(out int least, out int? most)
    {
        (least, most) = (1, 1);
        if (Take('*') || Take('+'))
        {
            (least, most) = (pattern[at - 1] == '+' ? 1 : 0, null);
        }
        else if (Take('?'))
        {
            least = 0;
        }
        else if (Take('{'))
        {
            if (Number() is not { } number)
            {
                return false;
            }

            (least, most) = (number, number);
            if (Take(','))
            {
                most = Number();
            }

            return (most is null || most >= least) && Take('}');
        }

        return true;
    }

    private int? Number()
    {
        var start = at;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            at++;
        }

        return int.TryParse(pattern.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private CharacterSet? Class()
    {
        var negated = Take('^');
        var ranges = new List<(char First, char Last)>();
        for (var first = true; at < pattern.Length && (pattern[at] != ']' || first); first = false)
        {
            var c = pattern[at++];
            if (char.IsSurrogate(c) || (c == '[' && at < pattern.Length && pattern[at] is ':' or '.' or '='))
            {
                return null;
            }

            if (c == '\\')
            {
                if (Escape() is not { Negated: false } escaped)
                {
                    return null;
                }

                ranges.AddRange(escaped.Ranges);
            }
            else if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] is not (']' or '\\'))
            {
                var last = pattern[at + 1];
                at += 2;
                if (last < c || char.IsSurrogate(last))
                {
                    return null;
                }

                ranges.Add((c, last));
            }
            else
            {
                ranges.Add((c, c));
            }
        }

        return Take(']') && ranges.Count > 0 ? new(negated, ranges.ToSequence()) : null;
    }

    private CharacterSet? Escape()
    {
        if (at >= pattern.Length)
        {
            return null;
        }

        var c = pattern[at++];
        return c switch
        {
            'd' => new(Negated: false, [('0', '9')]),
            'D' => new(Negated: true, [('0', '9')]),
            'w' => new(Negated: false, [('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_')]),
            'W' => new(Negated: true, [('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_')]),
            's' => new(Negated: false, [('\t', '\t'), ('\n', '\n'), ('\v', '\v'), ('\f', '\f'), ('\r', '\r'), (' ', ' ')]),
            'S' => new(Negated: true, [('\t', '\t'), ('\n', '\n'), ('\v', '\v'), ('\f', '\f'), ('\r', '\r'), (' ', ' ')]),
            't' => Single('\t'),
            'n' => Single('\n'),
            'r' => Single('\r'),
            _ when char.IsAsciiLetterOrDigit(c) || char.IsSurrogate(c) => null,
            _ => Single(c),
        };
    }

    private bool Take(char c)
    {
        var found = at < pattern.Length && pattern[at] == c;
        at += found ? 1 : 0;
        return found;
    }

    private bool TakeText(string text)
    {
        var found = pattern.AsSpan(at).StartsWith(text);
        at += found ? text.Length : 0;
        return found;
    }

    private static List<List<Step>> One(CharacterSet set) =>
        [
            [new(new(set, 1, 1))],
        ];

    private static CharacterSet Single(char c) => new(Negated: false, [(c, c)]);

    /// <summary>A part of a concatenation: characters, or an anchor.</summary>
    private sealed record Step(RegexItem? Item, char Anchor = ' ')
    {
        public static readonly Step Start = new(null, '^');
        public static readonly Step End = new(null, '$');
    }
}
