using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// Texts of a regular expression of the common subset: characters, classes, counts, groups, alternatives, anchors. The texts are
/// numbered, so that a number gives a text and, for patterns that read only one way, different numbers different texts.
/// </summary>
internal abstract class PatternText
{
    private const long Limit = 1L << 60;

    /// <summary>How many texts there are, at most 2^60.</summary>
    public abstract long Count { get; }

    /// <summary>The greatest length in characters.</summary>
    public abstract int Longest { get; }

    /// <summary>Writes the text of a number below <see cref="Count"/>.</summary>
    public abstract void Write(long number, ref TextBuffer text);

    /// <summary>Reads a pattern.</summary>
    /// <returns>The texts, or <see langword="null"/> when the pattern uses more than the subset.</returns>
    public static PatternText? Read(string pattern)
    {
        var position = 0;
        var result = Alternatives(pattern, ref position);
        return position == pattern.Length ? result : null;
    }

    private static PatternText? Alternatives(string pattern, ref int position)
    {
        var choices = new List<PatternText>();
        while (true)
        {
            if (Row(pattern, ref position) is not { } row)
            {
                return null;
            }

            choices.Add(row);
            if (position >= pattern.Length || pattern[position] != '|')
            {
                return choices.Count == 1 ? choices[0] : new OneOf([.. choices]);
            }

            position++;
        }
    }

    private static InRow? Row(string pattern, ref int position)
    {
        var parts = new List<PatternText>();
        while (position < pattern.Length && pattern[position] is not ('|' or ')'))
        {
            var character = pattern[position];
            if (character is '^' or '$')
            {
                position++;
                continue;
            }

            PatternText? part;
            if (character == '(')
            {
                position++;
                if (pattern.AsSpan(position).StartsWith("?:"))
                {
                    position += 2;
                }
                else if (position < pattern.Length && pattern[position] == '?')
                {
                    return null;
                }

                part = Alternatives(pattern, ref position);
                if (part is null || position >= pattern.Length || pattern[position] != ')')
                {
                    return null;
                }

                position++;
            }
            else
            {
                part = Characters(pattern, ref position);
            }

            if (part is null || Counted(part, pattern, ref position) is not { } counted)
            {
                return null;
            }

            parts.Add(counted);
        }

        return new InRow([.. parts]);
    }

    private static PatternText? Counted(PatternText part, string pattern, ref int position)
    {
        if (position >= pattern.Length)
        {
            return part;
        }

        switch (pattern[position])
        {
            case '?':
                position++;
                return new Repeated(part, 0, 1);
            case '*':
                position++;
                return new Repeated(part, 0, 8);
            case '+':
                position++;
                return new Repeated(part, 1, 8);
            case '{':
                var end = pattern.IndexOf('}', position);
                if (end < 0)
                {
                    return null;
                }

                var counts = pattern[(position + 1)..end].Split(',');
                position = end + 1;
                if (!int.TryParse(counts[0], out var least))
                {
                    return null;
                }

                var most = least;
                if (counts.Length == 2)
                {
                    most =
                        counts[1].Length == 0 ? least + 8
                        : int.TryParse(counts[1], out var number) ? number
                        : -1;
                }

                return most < least || most > 512 ? null : new Repeated(part, least, most);
            default:
                return part;
        }
    }

    private static OneCharacter? Characters(string pattern, ref int position)
    {
        switch (pattern[position])
        {
            case '[':
                return Class(pattern, ref position);
            case '.':
                position++;
                return new OneCharacter("abcdefghijklmnopqrstuvwxyz0123456789");
            case '\\' when position + 1 < pattern.Length:
                position += 2;
                return Escaped(pattern[position - 1]) is { } set ? new OneCharacter(set) : null;
            case '*' or '+' or '?' or '{' or '\\':
                return null;
            default:
                return new OneCharacter(pattern[position++].ToString());
        }
    }

    private static OneCharacter? Class(string pattern, ref int position)
    {
        position++;
        var negated = position < pattern.Length && pattern[position] == '^';
        position += negated ? 1 : 0;
        var set = new SortedSet<char>();
        for (var first = true; position < pattern.Length && (first || pattern[position] != ']'); first = false)
        {
            var character = pattern[position++];
            if (character == '\\' && position < pattern.Length)
            {
                if (Escaped(pattern[position++]) is not { } escaped)
                {
                    return null;
                }

                set.UnionWith(escaped);
            }
            else if (character == '[')
            {
                return null;
            }
            else if (position + 1 < pattern.Length && pattern[position] == '-' && pattern[position + 1] != ']')
            {
                var last = pattern[position + 1];
                position += 2;
                for (int code = character; code <= Math.Min(last, '~'); code++)
                {
                    set.Add((char)code);
                }
            }
            else
            {
                set.Add(character);
            }
        }

        if (position >= pattern.Length)
        {
            return null;
        }

        position++;
        var allowed = negated ? Enumerable.Range(33, 94).Select(c => (char)c).Where(c => !set.Contains(c)) : set;
        var characters = string.Concat(allowed);
        return characters.Length == 0 ? null : new OneCharacter(characters);
    }

    private static string? Escaped(char character) =>
        character switch
        {
            'd' => "0123456789",
            'w' => "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz0123456789",
            's' => " ",
            _ when char.IsAsciiLetterOrDigit(character) => null,
            _ => character.ToString(),
        };

    private static long Times(long a, long b) => b != 0 && a > Limit / b ? Limit : a * b;

    private sealed class OneCharacter(string characters) : PatternText
    {
        public override long Count => characters.Length;

        public override int Longest => 1;

        public override void Write(long number, ref TextBuffer text) => text.Add(characters[(int)(number % characters.Length)]);
    }

    private sealed class InRow(PatternText[] parts) : PatternText
    {
        public override long Count { get; } = parts.Aggregate(1L, (count, part) => Times(count, part.Count));

        public override int Longest { get; } = parts.Sum(p => p.Longest);

        public override void Write(long number, ref TextBuffer text)
        {
            foreach (var part in parts)
            {
                part.Write(number % part.Count, ref text);
                number /= part.Count;
            }
        }
    }

    private sealed class OneOf(PatternText[] choices) : PatternText
    {
        public override long Count { get; } = choices.Aggregate(0L, (count, choice) => Math.Min(Limit, count + choice.Count));

        public override int Longest { get; } = choices.Max(c => c.Longest);

        public override void Write(long number, ref TextBuffer text)
        {
            foreach (var choice in choices)
            {
                if (number < choice.Count)
                {
                    choice.Write(number, ref text);
                    return;
                }

                number -= choice.Count;
            }

            choices[^1].Write(0, ref text);
        }
    }

    private sealed class Repeated(PatternText part, int least, int most) : PatternText
    {
        public override long Count { get; } =
            Enumerable
                .Range(least, most - least + 1)
                .Select(n => Enumerable.Repeat(part.Count, n).Aggregate(1L, Times))
                .Aggregate(0L, (count, texts) => Math.Min(Limit, count + texts));

        public override int Longest => part.Longest * most;

        public override void Write(long number, ref TextBuffer text)
        {
            for (var times = least; ; times++)
            {
                var texts = 1L;
                for (var i = 0; i < times; i++)
                {
                    texts = Times(texts, part.Count);
                }

                if (number < texts || times == most)
                {
                    for (var i = 0; i < times; i++)
                    {
                        part.Write(number % part.Count, ref text);
                        number /= part.Count;
                    }

                    return;
                }

                number -= texts;
            }
        }
    }
}

/// <summary>Texts of a pattern.</summary>
internal sealed class PatternCell(ulong salt, PatternText pattern, bool unique, string constraint, DataType stored, Nulls? nulls)
    : TextCell(stored, nulls, Math.Max(1, pattern.Longest))
{
    private readonly Permutation numbers = new(pattern.Count, salt);

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        if (unique && row >= numbers.Size)
        {
            throw Exhausted.Of(constraint, numbers.Size, row + 1);
        }

        pattern.Write(unique ? numbers.Forward(row) : Mixer.Below(Mixer.At(salt, row, attempt), pattern.Count), ref text);
    }
}
