namespace Dbwright.Sql;

/// <summary>A statement of a script.</summary>
/// <param name="Offset">Where it starts in the script, in characters from 0.</param>
/// <param name="Text">Its text without the semicolon, and without space and comments before it.</param>
public readonly record struct ScriptStatement(int Offset, string Text);

/// <summary>
/// Splits PostgreSQL scripts into statements, by the rules of psql: semicolons do not count in strings, quoted names, dollar quotes,
/// nested comments, parentheses and the <c>begin atomic … end</c> bodies of routines.
/// </summary>
public static class PostgreSqlScript
{
    /// <summary>The statements in their order; pieces that hold only space and comments are left out.</summary>
    /// <remarks>An unfinished string or comment reaches to the end; the server says what is wrong with it.</remarks>
    public static IEnumerable<ScriptStatement> Split(string script)
    {
        var lexer = new Lexer(script);
        while (lexer.Next() is { } statement)
        {
            yield return statement;
        }
    }

    private sealed class Lexer(string text)
    {
        private int at;

        public ScriptStatement? Next()
        {
            var start = -1;
            var end = 0;
            var parentheses = 0;
            var routine = new RoutineBody();
            while (at < text.Length)
            {
                var from = at;
                var c = text[at];
                if (c == ';' && parentheses <= 0 && routine.Depth == 0)
                {
                    at++;
                    if (start >= 0)
                    {
                        return new(start, text[start..end]);
                    }

                    continue;
                }

                if (char.IsWhiteSpace(c) || SkipComment())
                {
                    at = Math.Max(at, from + 1);
                    continue;
                }

                start = start < 0 ? from : start;
                if (!SkipQuoted())
                {
                    parentheses += c switch
                    {
                        '(' => 1,
                        ')' => -1,
                        _ => 0,
                    };
                    SkipWordOrSign(routine, parentheses);
                }

                end = at;
            }

            return start < 0 ? null : new(start, text[start..end]);
        }

        private bool SkipComment()
        {
            if (At("--"))
            {
                var end = text.AsSpan(at).IndexOfAny('\n', '\r');
                at = end < 0 ? text.Length : at + end;
                return true;
            }

            if (!At("/*"))
            {
                return false;
            }

            var depth = 0;
            do
            {
                (depth, at) =
                    At("/*") ? (depth + 1, at + 2)
                    : At("*/") ? (depth - 1, at + 2)
                    : (depth, at + 1);
            } while (depth > 0 && at < text.Length);

            at = Math.Min(at, text.Length);
            return true;
        }

        private bool SkipQuoted()
        {
            switch (text[at])
            {
                case '\'':
                    SkipTo('\'', backslash: false);
                    return true;
                case '"':
                    SkipTo('"', backslash: false);
                    return true;
                case 'e' or 'E' when at + 1 < text.Length && text[at + 1] == '\'':
                    at++;
                    SkipTo('\'', backslash: true);
                    return true;
                case '$':
                    return SkipDollarQuoted();
                default:
                    return false;
            }
        }

        private void SkipTo(char quote, bool backslash)
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
                        at++;
                        return;
                    }

                    at++;
                }
            }

            at = Math.Min(at, text.Length);
        }

        private bool SkipDollarQuoted()
        {
            var end = at + 1;
            while (
                end < text.Length
                && (IsWordPart(text[end]) && text[end] != '$')
                && !(end == at + 1 && char.IsAsciiDigit(text[end]))
            )
            {
                end++;
            }

            if (end >= text.Length || text[end] != '$')
            {
                return false;
            }

            var mark = text[at..(end + 1)];
            var close = text.IndexOf(mark, end + 1, StringComparison.Ordinal);
            at = close < 0 ? text.Length : close + mark.Length;
            return true;
        }

        // A whole word at once, so that a$b$ is a name and not the start of a dollar quote.
        private void SkipWordOrSign(RoutineBody routine, int parentheses)
        {
            var from = at++;
            if (!IsWordStart(text[from]))
            {
                return;
            }

            while (at < text.Length && IsWordPart(text[at]))
            {
                at++;
            }

            if (parentheses == 0)
            {
                routine.See(text.AsSpan(from, at - from));
            }
        }

        private bool At(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

        private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

        private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';
    }

    // How deep we are in the begin … end of a routine: counted only in statements that create one, as psql does.
    private sealed class RoutineBody
    {
        private int words;
        private bool creates;
        private bool isRoutine;

        public int Depth { get; private set; }

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

        private static bool Is(ReadOnlySpan<char> word, string keyword) =>
            word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
    }
}
