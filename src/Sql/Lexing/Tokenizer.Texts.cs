namespace Dbwright.Sql;

/// <summary>Quoted names and strings, and comments.</summary>
internal sealed partial class Tokenizer
{
    private void LineComment()
    {
        var end = text.AsSpan(at).IndexOfAny('\n', '\r');
        end = end < 0 ? text.Length : at + end;
        comments.Add(TextSpan.Between(at, end));
        at = end;
    }

    // The server of MariaDB runs what stands in /*! and /*M! comments; a version may follow.
    private void BlockComment()
    {
        if (dialect == SqlDialect.MariaDb && (Peek(2) == '!' || (Peek(2) == 'M' && Peek(3) == '!')))
        {
            openExecutables++;
            at += Peek(2) == '!' ? 3 : 4;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            return;
        }

        var start = at;
        var depth = 0;
        while (at < text.Length)
        {
            var step = text.AsSpan(at).IndexOfAny('*', '/');
            if (step < 0)
            {
                break;
            }

            at += step;
            if (text[at] == '/' && Peek(1) == '*' && (depth == 0 || dialect == SqlDialect.PostgreSql))
            {
                depth++;
                at += 2;
            }
            else if (text[at] == '*' && Peek(1) == '/')
            {
                at += 2;
                if (--depth == 0)
                {
                    comments.Add(TextSpan.Between(start, at));
                    return;
                }
            }
            else
            {
                at++;
            }
        }

        at = text.Length;
        comments.Add(TextSpan.Between(start, at));
    }

    private Token Quoted(TokenKind kind, int start, int open, char quote, bool backslashes)
    {
        at = open + 1;
        while (at < text.Length)
        {
            var step = backslashes ? text.AsSpan(at).IndexOfAny(quote, '\\') : text.AsSpan(at).IndexOf(quote);
            if (step < 0)
            {
                break;
            }

            at += step;
            if (text[at] == '\\' && backslashes)
            {
                at += 2;
            }
            else if (Peek(1) == quote)
            {
                at += 2;
            }
            else
            {
                at++;
                if (kind is TokenKind.Text or TokenKind.Bits && dialect == SqlDialect.PostgreSql && Continued() is { } next)
                {
                    at = next + 1;
                    continue;
                }

                return new(kind, 0, start, at);
            }
        }

        at = text.Length;
        return new(TokenKind.Bad, 0, start, at);
    }

    // In the standard a string goes on in the next line.
    private int? Continued()
    {
        var newLine = false;
        for (var i = at; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\'')
            {
                return newLine ? i : null;
            }

            if (c > ' ')
            {
                return null;
            }

            newLine |= c is '\n' or '\r';
        }

        return null;
    }

    private Token Dollar(int start)
    {
        if (char.IsAsciiDigit(Peek(1)))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            return new(TokenKind.Parameter, 0, start, at);
        }

        var tagEnd = at + 1;
        while (tagEnd < text.Length && IsNamePart(text[tagEnd]) && text[tagEnd] != '$')
        {
            tagEnd++;
        }

        if (tagEnd >= text.Length || text[tagEnd] != '$')
        {
            at++;
            return new(TokenKind.Bad, 0, start, at);
        }

        var tag = text.AsSpan(start, tagEnd + 1 - start);
        var close = text.AsSpan(tagEnd + 1).IndexOf(tag);
        at = close < 0 ? text.Length : tagEnd + 1 + close + tag.Length;
        return new(close < 0 ? TokenKind.Bad : TokenKind.Text, 0, start, at);
    }
}
