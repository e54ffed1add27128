using System.Globalization;
using System.Text;

namespace Dbwright.Sql;

/// <summary>The values of quoted texts.</summary>
internal static class Literals
{
    /// <summary>A quoted name without its quotes.</summary>
    public static string Unquoted(ReadOnlySpan<char> text, StringPool pool)
    {
        if (text.Length > 2 && text[0] is 'U' or 'u' && text[1] == '&')
        {
            return Escaped(text[3..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal), '\\');
        }

        if (text.Length < 2 || text[0] is not ('"' or '`' or '[' or '\''))
        {
            return pool.Of(text);
        }

        var quote = text[0];
        var inner = text[1..^1];
        return quote != '[' && inner.Contains(quote)
            ? pool.Of(inner.ToString().Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal))
            : pool.Of(inner);
    }

    /// <summary>The value of a string of any form.</summary>
    public static string Value(ReadOnlySpan<char> text, SqlDialect dialect, StringPool pool)
    {
        if (text[0] == '$')
        {
            var tag = text[1..].IndexOf('$') + 2;
            return pool.Of(text[tag..^tag]);
        }

        var open = text.IndexOfAny('\'', '"');
        var quote = text[open];
        var inner = text[(open + 1)..^1];
        var backslashes = dialect == SqlDialect.MariaDb || (open > 0 && text[0] is 'e' or 'E');
        if (inner.IndexOf(quote) < 0 && !(backslashes && inner.Contains('\\')) && open < 2)
        {
            return pool.Of(inner);
        }

        var value = Decoded(inner, quote, backslashes, dialect);
        return open == 2 ? Escaped(value, '\\') : value;
    }

    private static string Decoded(ReadOnlySpan<char> inner, char quote, bool backslashes, SqlDialect dialect)
    {
        var value = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            var c = inner[i];
            if (c == quote)
            {
                i++;

                // Either a doubled quote, or the end of a string that goes on in another line.
                if (i < inner.Length && inner[i] != quote)
                {
                    i += Math.Max(0, inner[i..].IndexOf(quote));
                    continue;
                }

                value.Append(quote);
            }
            else if (c == '\\' && backslashes && i + 1 < inner.Length)
            {
                i = Backslash(inner, i + 1, value, dialect);
            }
            else
            {
                value.Append(c);
            }
        }

        return value.ToString();
    }

    private static int Backslash(ReadOnlySpan<char> text, int at, StringBuilder value, SqlDialect dialect)
    {
        var c = text[at];
        if (dialect == SqlDialect.MariaDb)
        {
            value.Append(
                c switch
                {
                    '0' => "\0",
                    'b' => "\b",
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'Z' => "\x1a",
                    '%' => "\\%",
                    '_' => "\\_",
                    _ => c.ToString(),
                }
            );
            return at;
        }

        var digits = c switch
        {
            'u' => 4,
            'U' => 8,
            'x' => 2,
            _ => 0,
        };
        if (digits > 0)
        {
            var end = at + 1;
            while (end < text.Length && end - at <= digits && char.IsAsciiHexDigit(text[end]))
            {
                end++;
            }

            Append(value, text[(at + 1)..end]);
            return end - 1;
        }

        value.Append(
            c switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => c,
            }
        );
        return at;
    }

    private static string Escaped(string text, char escape)
    {
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != escape || i + 1 >= text.Length)
            {
                value.Append(text[i]);
            }
            else if (text[i + 1] == escape)
            {
                value.Append(escape);
                i++;
            }
            else
            {
                var from = text[i + 1] == '+' ? i + 2 : i + 1;
                var end = Math.Min(text.Length, from + (text[i + 1] == '+' ? 6 : 4));
                Append(value, text.AsSpan(from, Math.Max(0, end - from)));
                i = end - 1;
            }
        }

        return value.ToString();
    }

    private static void Append(StringBuilder value, ReadOnlySpan<char> hex)
    {
        if (int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
        {
            value.Append(new Rune(code).ToString());
        }
        else if (code is >= 0xD800 and <= 0xDFFF)
        {
            value.Append((char)code);
        }
    }
}
