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
            var routine = new PostgreSqlRoutineBody();
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

                if (char.IsWhiteSpace(c) || PostgreSqlText.SkipComment(text, at) is not null)
                {
                    at = PostgreSqlText.SkipComment(text, at) ?? at + 1;
                    continue;
                }

                start = start < 0 ? from : start;
                if (PostgreSqlText.SkipQuoted(text, at) is { } behind)
                {
                    at = behind;
                }
                else
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

        // A whole word at once, so that a$b$ is a name and not the start of a dollar quote.
        private void SkipWordOrSign(PostgreSqlRoutineBody routine, int parentheses)
        {
            var from = at++;
            if (!PostgreSqlText.IsWordStart(text[from]))
            {
                return;
            }

            at = PostgreSqlText.SkipWord(text, at);
            if (parentheses == 0)
            {
                routine.See(text.AsSpan(from, at - from));
            }
        }
    }
}
