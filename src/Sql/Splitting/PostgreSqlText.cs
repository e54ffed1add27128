namespace Dbwright.Sql;

/// <summary>What in PostgreSQL's texts is not to be looked into: comments and everything quoted.</summary>
internal static class PostgreSqlText
{
    /// <summary>Behind the comment that starts here; none when there is none. Block comments nest.</summary>
    public static int? SkipComment(string text, int at)
    {
        if (At(text, at, "--"))
        {
            var end = text.AsSpan(at).IndexOfAny('\n', '\r');
            return end < 0 ? text.Length : at + end;
        }

        if (!At(text, at, "/*"))
        {
            return null;
        }

        var depth = 0;
        do
        {
            (depth, at) =
                At(text, at, "/*") ? (depth + 1, at + 2)
                : At(text, at, "*/") ? (depth - 1, at + 2)
                : (depth, at + 1);
        } while (depth > 0 && at < text.Length);

        return Math.Min(at, text.Length);
    }

    /// <summary>Behind the string, quoted name or dollar quote that starts here; none when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where; never inside a word.</param>
    /// <param name="plainBackslash">Whether a backslash is nothing special in ordinary strings (standard_conforming_strings).</param>
    public static int? SkipQuoted(string text, int at, bool plainBackslash = true) =>
        text[at] switch
        {
            '\'' => SkipTo(text, at, '\'', backslash: !plainBackslash),
            '"' => SkipTo(text, at, '"', backslash: false),
            'e' or 'E' when at + 1 < text.Length && text[at + 1] == '\'' => SkipTo(text, at + 1, '\'', backslash: true),
            '$' => SkipDollarQuoted(text, at),
            _ => null,
        };

    /// <summary>Behind the word that starts here.</summary>
    public static int SkipWord(string text, int at)
    {
        while (at < text.Length && IsWordPart(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether a word can start with it.</summary>
    public static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';

    private static int SkipTo(string text, int at, char quote, bool backslash)
    {
        for (at++; at < text.Length; at++)
        {
            if (backslash && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                if (at + 1 >= text.Length || text[at + 1] != quote)
                {
                    return at + 1;
                }

                at++;
            }
        }

        return text.Length;
    }

    private static int? SkipDollarQuoted(string text, int at)
    {
        var end = at + 1;
        while (
            end < text.Length && (IsWordPart(text[end]) && text[end] != '$') && !(end == at + 1 && char.IsAsciiDigit(text[end]))
        )
        {
            end++;
        }

        if (end >= text.Length || text[end] != '$')
        {
            return null;
        }

        var mark = text[at..(end + 1)];
        var close = text.IndexOf(mark, end + 1, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + mark.Length;
    }

    private static bool At(string text, int at, string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;
}

/// <summary>How deep we are in the begin … end of a routine: counted only in statements that create one, as psql does.</summary>
internal sealed class PostgreSqlRoutineBody
{
    private int words;
    private bool creates;
    private bool isRoutine;

    /// <summary>How many blocks are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Takes the next word outside parentheses.</summary>
    public void See(ReadOnlySpan<char> word)
    {
        if (words++ < 4)
        {
            creates |= words == 1 && Is(word, "create");
            isRoutine |= creates && (Is(word, "function") || Is(word, "procedure"));
        }

        if (!isRoutine)
        {
            return;
        }

        if (Is(word, "begin") || (Depth > 0 && Is(word, "case")))
        {
            Depth++;
        }
        else if (Depth > 0 && Is(word, "end"))
        {
            Depth--;
        }
    }

    private static bool Is(ReadOnlySpan<char> word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
