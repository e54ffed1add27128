namespace Dbwright.Sql;

/// <summary>
/// Splits SQLite scripts, by the rules of its shell: semicolons do not count in strings, quoted names, comments and the bodies of triggers;
/// a line that starts with a dot where a statement could start is a command of the shell.
/// </summary>
public static class SqliteScript
{
    /// <summary>The statements and dot commands in their order; pieces that hold only space and comments are left out.</summary>
    /// <remarks>An unfinished string or comment reaches to the end; the library says what is wrong with it.</remarks>
    public static IEnumerable<ScriptStatement> Split(string script)
    {
        for (var at = 0; at < script.Length; )
        {
            at = SkipBlank(script, at);
            if (at >= script.Length)
            {
                yield break;
            }

            if (script[at] == ';')
            {
                at++;
                continue;
            }

            var isCommand = script[at] == '.' && (at == 0 || script[at - 1] == '\n');
            var (end, next) = isCommand ? Line(script, at) : Statement(script, at);
            yield return new(at, script[at..end]);
            at = next;
        }
    }

    private static (int End, int Next) Line(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? (text.Length, text.Length) : (text.AsSpan(at, end - at).TrimEnd().Length + at, end + 1);
    }

    // The body of a trigger ends with "; end ;", as sqlite3_complete has it.
    private static (int End, int Next) Statement(string text, int at)
    {
        var words = 0;
        var isCreate = false;
        var isTrigger = false;
        var before = "";
        var last = at;
        while (at < text.Length)
        {
            if (text[at] == ';')
            {
                if (!isTrigger || before == ";end")
                {
                    return (last, at + 1);
                }

                before = ";";
                at++;
            }
            else if (SkipBlank(text, at) is var behind && behind > at)
            {
                at = behind;
                continue;
            }
            else if (SkipQuoted(text, at) is { } afterQuotes)
            {
                at = afterQuotes;
                before = "";
            }
            else if (char.IsLetter(text[at]) || text[at] == '_')
            {
                var from = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$'))
                {
                    at++;
                }

                var word = text[from..at].ToLowerInvariant();
                isCreate |= words == 0 && word == "create";
                isTrigger |= isCreate && words <= 2 && word == "trigger";
                words++;
                before = before == ";" && word == "end" ? ";end" : "";
            }
            else
            {
                at++;
                before = "";
            }

            last = at;
        }

        return (last, text.Length);
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "--", 0, 2) == 0)
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end + 1;
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int? SkipQuoted(string text, int at)
    {
        var close = text[at] switch
        {
            '\'' or '"' or '`' => text[at],
            '[' => ']',
            _ => '\0',
        };
        if (close == '\0')
        {
            return null;
        }

        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == close)
            {
                if (close == ']' || i + 1 >= text.Length || text[i + 1] != close)
                {
                    return i + 1;
                }

                i++;
            }
        }

        return text.Length;
    }
}
