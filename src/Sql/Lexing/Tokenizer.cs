using System.Buffers;

namespace Dbwright.Sql;

/// <summary>
/// Cuts a text into the tokens of a dialect, one at a time and without making strings. It accepts any text: what is not closed runs to the
/// end as <see cref="TokenKind.Bad"/>, what no rule describes is one bad character.
/// </summary>
internal sealed partial class Tokenizer(string text, SqlDialect dialect)
{
    private static readonly SearchValues<char> OtherOperators = SearchValues.Create("~!@#%^&|`?");
    private readonly List<TextSpan> comments = [];
    private int at;
    private int openExecutables;

    /// <summary>The comments so far.</summary>
    public List<TextSpan> Comments => comments;

    /// <summary>Where the next token is sought; settable, to leave out what is no SQL.</summary>
    public int At
    {
        get => at;
        set => at = Math.Clamp(value, 0, text.Length);
    }

    /// <summary>The next token; of the kind <see cref="TokenKind.End"/> at the end of the text.</summary>
    public Token Next()
    {
        SkipBlank();
        if (at >= text.Length)
        {
            return new(TokenKind.End, 0, text.Length, text.Length);
        }

        var start = at;
        var c = text[at];
        if (IsNameStart(c))
        {
            return Word(start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number(start);
        }

        switch (c)
        {
            case '\'':
                return Quoted(TokenKind.Text, start, at, '\'', dialect == SqlDialect.MariaDb);
            case '"':
                return dialect == SqlDialect.MariaDb
                    ? Quoted(TokenKind.Text, start, at, '"', backslashes: true)
                    : Quoted(TokenKind.QuotedName, start, at, '"', backslashes: false);
            case '`' when dialect != SqlDialect.PostgreSql:
                return Quoted(TokenKind.QuotedName, start, at, '`', backslashes: false);
            case '[' when dialect == SqlDialect.Sqlite:
                var close = text.IndexOf(']', at);
                at = close < 0 ? text.Length : close + 1;
                return new(close < 0 ? TokenKind.Bad : TokenKind.QuotedName, 0, start, at);
            case '$' when dialect == SqlDialect.PostgreSql:
                return Dollar(start);
            case '$' or '@' or ':' or '#' when dialect == SqlDialect.Sqlite && IsNamePart(Peek(1)):
                at = EndOfName(at + 1);
                return new(TokenKind.Parameter, 0, start, at);
            case '?' when dialect != SqlDialect.PostgreSql:
                at++;
                while (dialect == SqlDialect.Sqlite && at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                return new(TokenKind.Parameter, 0, start, at);
            case '@' when dialect == SqlDialect.MariaDb:
                return Variable(start);
            case '(' or ')' or ',' or ';' or '[' or ']' or '{' or '}' or '\\':
                at++;
                return new(TokenKind.Sign, WordTable.Find(text.AsSpan(start, 1)), start, at);
            case '.':
                at += dialect == SqlDialect.PostgreSql && Peek(1) == '.' ? 2 : 1;
                return new(TokenKind.Sign, WordTable.Find(text.AsSpan(start, at - start)), start, at);
            case ':':
                at +=
                    Peek(1) is '=' ? 2
                    : Peek(1) is ':' && dialect == SqlDialect.PostgreSql ? 2
                    : 1;
                return new(TokenKind.Sign, WordTable.Find(text.AsSpan(start, at - start)), start, at);
        }

        var length = dialect == SqlDialect.PostgreSql ? PostgreSqlOperator() : OtherOperator();
        at += Math.Max(1, length);
        return length == 0
            ? new(TokenKind.Bad, 0, start, at)
            : new(TokenKind.Operator, WordTable.Find(text.AsSpan(start, length)), start, at);
    }

    private char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 0x80;

    private int EndOfName(int from)
    {
        while (from < text.Length && IsNamePart(text[from]))
        {
            from++;
        }

        return from;
    }

    private void SkipBlank()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c <= ' ' || c == '\uFEFF')
            {
                at++;
            }
            else if (c == '-' && Peek(1) == '-' && (dialect != SqlDialect.MariaDb || Peek(2) <= ' '))
            {
                LineComment();
            }
            else if (c == '#' && dialect == SqlDialect.MariaDb)
            {
                LineComment();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                BlockComment();
            }
            else if (c == '*' && Peek(1) == '/' && openExecutables > 0)
            {
                openExecutables--;
                at += 2;
            }
            else
            {
                return;
            }
        }
    }

    private Token Word(int start)
    {
        var quote = Peek(1);
        if (quote == '\'')
        {
            switch (text[at] | 0x20)
            {
                case 'b' or 'x' when dialect != SqlDialect.Sqlite || (text[at] | 0x20) == 'x':
                    return Quoted(TokenKind.Bits, start, at + 1, '\'', backslashes: false);
                case 'n' when dialect != SqlDialect.Sqlite:
                    return Quoted(TokenKind.Text, start, at + 1, '\'', dialect == SqlDialect.MariaDb);
                case 'e' when dialect == SqlDialect.PostgreSql:
                    return Quoted(TokenKind.Text, start, at + 1, '\'', backslashes: true);
            }
        }
        else if (quote == '&' && dialect == SqlDialect.PostgreSql && (text[at] | 0x20) == 'u' && Peek(2) is '\'' or '"')
        {
            var unicode = Peek(2);
            return Quoted(unicode == '"' ? TokenKind.QuotedName : TokenKind.Text, start, at + 2, unicode, backslashes: false);
        }

        at = EndOfName(at + 1);
        return new(TokenKind.Word, WordTable.Find(text.AsSpan(start, at - start)), start, at);
    }

    private Token Variable(int start)
    {
        at += Peek(1) == '@' ? 2 : 1;
        if (Peek(0) is '`' or '\'' or '"')
        {
            return Quoted(TokenKind.Variable, start, at, text[at], backslashes: false);
        }

        at = EndOfName(at);
        while (Peek(0) == '.' && IsNamePart(Peek(1)))
        {
            at = EndOfName(at + 1);
        }

        return new(TokenKind.Variable, 0, start, at);
    }

    private Token Number(int start)
    {
        if (
            text[at] == '0'
            && Peek(1) is 'x' or 'X' or 'b' or 'B' or 'o' or 'O'
            && char.IsAsciiHexDigit(Peek(2) == '_' ? Peek(3) : Peek(2))
        )
        {
            at += 2;
            while (at < text.Length && (char.IsAsciiHexDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }
        }
        else
        {
            Digits();
            if (Peek(0) == '.' && !(dialect == SqlDialect.PostgreSql && Peek(1) == '.'))
            {
                at++;
                Digits();
            }

            if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
            {
                at += 2;
                Digits();
            }
        }

        if (at < text.Length && IsNamePart(text[at]))
        {
            // MariaDB knows names that begin with digits; elsewhere this is an error.
            var end = EndOfName(at);
            var isName = dialect == SqlDialect.MariaDb && !text.AsSpan(start, at - start).Contains('.');
            at = end;
            return new(isName ? TokenKind.Word : TokenKind.Bad, 0, start, at);
        }

        return new(TokenKind.Number, 0, start, at);
    }

    private void Digits()
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '_' && char.IsAsciiDigit(Peek(1)))))
        {
            at++;
        }
    }

    // The rule of PostgreSQL: an operator ends before a comment, and ends in + or - only when it holds one of the marks of other operators.
    private int PostgreSqlOperator()
    {
        var end = at;
        while (
            end < text.Length
            && text[end]
                is '+'
                    or '-'
                    or '*'
                    or '/'
                    or '<'
                    or '>'
                    or '='
                    or '~'
                    or '!'
                    or '@'
                    or '#'
                    or '%'
                    or '^'
                    or '&'
                    or '|'
                    or '`'
                    or '?'
        )
        {
            if (
                end > at
                && end + 1 < text.Length
                && ((text[end] == '-' && text[end + 1] == '-') || (text[end] == '/' && text[end + 1] == '*'))
            )
            {
                break;
            }

            end++;
        }

        var length = end - at;
        if (length > 1 && !text.AsSpan(at, length).ContainsAny(OtherOperators))
        {
            while (length > 1 && text[at + length - 1] is '+' or '-')
            {
                length--;
            }
        }

        return length;
    }

    private int OtherOperator()
    {
        var rest = text.AsSpan(at);
        if (rest.Length >= 3 && rest[..3] is "<=>" or "->>")
        {
            return 3;
        }

        if (rest.Length >= 2 && rest[..2] is "<>" or "!=" or "<=" or ">=" or "||" or "&&" or "<<" or ">>" or "==" or "->")
        {
            return 2;
        }

        return rest[0] is '+' or '-' or '*' or '/' or '<' or '>' or '=' or '~' or '!' or '%' or '^' or '&' or '|' ? 1 : 0;
    }
}
