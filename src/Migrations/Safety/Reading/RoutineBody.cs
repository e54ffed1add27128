using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// The statements of a routine's body. The words of the procedural languages around them are blanked out, so that what is plain SQL is read
/// and its places stay; what is built at run time is not seen.
/// </summary>
internal static class RoutineBody
{
    private static readonly HashSet<string> Statements = new(StringComparer.OrdinalIgnoreCase)
    {
        "alter",
        "analyze",
        "call",
        "comment",
        "copy",
        "create",
        "delete",
        "do",
        "drop",
        "grant",
        "insert",
        "lock",
        "merge",
        "refresh",
        "reindex",
        "rename",
        "replace",
        "revoke",
        "select",
        "set",
        "truncate",
        "update",
        "vacuum",
        "with",
    };

    /// <summary>A body in which everything that is no SQL is blank.</summary>
    /// <param name="text">The text that holds the body.</param>
    /// <param name="body">The body's part of it.</param>
    /// <param name="language">The language in lower case; empty for the engine's own.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <returns>As long as the body; <see langword="null"/> when the language is not one of SQL.</returns>
    public static string? Sql(string text, TextSpan body, string language, SqlDialect dialect) =>
        language switch
        {
            "sql" when dialect == SqlDialect.PostgreSql => body.Of(text).ToString(),
            "" or "plpgsql" or "sql" => Procedural(body.Of(text).ToString(), dialect),
            _ => null,
        };

    /// <summary>The text that an <c>execute</c> runs, quotes apart; <see langword="null"/> when it is put together at run time.</summary>
    /// <param name="text">The text that holds the body.</param>
    /// <param name="words">The words of the body.</param>
    /// <param name="at">The number of the word <c>execute</c>.</param>
    public static TextSpan? Executed(string text, IReadOnlyList<TextSpan> words, int at)
    {
        if (at + 1 >= words.Count || at + 2 < words.Count && words[at + 2].Of(text) is not (";" or "using" or "into"))
        {
            return null;
        }

        var from = words[at + 1].Start;
        var literal = words[at + 1].Of(text);
        var quote =
            literal is ['\'', .., '\''] ? 1
            : literal is ['$', ..] ? literal[1..].IndexOf('$') + 2
            : 0;
        return quote > 0 && literal.Length >= 2 * quote ? new(from + quote, literal.Length - (2 * quote)) : null;
    }

    private static string Procedural(string body, SqlDialect dialect)
    {
        var kept = new char[body.Length];
        for (var i = 0; i < body.Length; i++)
        {
            kept[i] = body[i] is '\n' or '\r' ? body[i] : ' ';
        }

        var words = new List<TextSpan>();
        foreach (var word in StatementWords.All(body, new(0, body.Length), dialect))
        {
            if (!(word.Length == 1 && body[word.Start] == ';'))
            {
                words.Add(word);
                continue;
            }

            Keep(body, words, word.Start, kept);
            words.Clear();
        }

        Keep(body, words, body.Length, kept);
        return new(kept);
    }

    private static void Keep(string body, List<TextSpan> words, int end, char[] kept)
    {
        var at = 0;
        while (at < words.Count)
        {
            var word = body.AsSpan(words[at].Start, words[at].Length);
            if (Statements.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && !IsAssignment(body, words, at))
            {
                // A comment within stays, for the marks in it.
                var from = words[at].Start;
                body.AsSpan(from, end - from).CopyTo(kept.AsSpan(from));
                if (end < body.Length)
                {
                    kept[end] = ';';
                }

                return;
            }

            if (word.Equals("execute", StringComparison.OrdinalIgnoreCase) && Executed(body, words, at) is { } executed)
            {
                KeepLiteral(executed.Of(body), kept.AsSpan(executed.Start));
                kept[executed.End] = ';';
                return;
            }

            var next = AfterControl(body, words, at);
            if (next <= at)
            {
                return;
            }

            at = next;
        }
    }

    // What is quoted in a quoted text has two quotes: one stays, so that all other places do.
    private static void KeepLiteral(ReadOnlySpan<char> literal, Span<char> kept)
    {
        var isOpen = false;
        for (var i = 0; i < literal.Length; i++)
        {
            kept[i] = literal[i];
            if (literal[i..] is ['\'', '\'', ..])
            {
                kept[isOpen ? i + 1 : i] = ' ';
                kept[isOpen ? i : i + 1] = '\'';
                (isOpen, i) = (!isOpen, i + 1);
            }
        }
    }

    private static bool IsAssignment(string body, List<TextSpan> words, int at) =>
        at + 1 < words.Count && words[at + 1].Of(body) is ":=" or "=";

    // The word behind a control word and its condition; the same place when there is none.
    private static int AfterControl(string body, List<TextSpan> words, int at)
    {
        var word = words[at].Of(body).ToString().ToLowerInvariant();
        return word switch
        {
            "begin" or "else" or "loop" or "exception" or "repeat" or "not" or "atomic" => at + 1,
            "if" or "elsif" or "elseif" or "when" or "case" => Behind(body, words, at, "then"),
            "while" => Math.Max(Behind(body, words, at, "loop"), Behind(body, words, at, "do")),
            "for" or "foreach" => Behind(body, words, at, "loop"),
            "declare" => Behind(body, words, at, "begin"),
            _ when word.StartsWith("<<", StringComparison.Ordinal) => at + 1,
            _ => at,
        };
    }

    private static int Behind(string body, List<TextSpan> words, int from, string word)
    {
        var open = 0;
        for (var i = from + 1; i < words.Count; i++)
        {
            var found = words[i].Of(body);
            if (found.Equals("case", StringComparison.OrdinalIgnoreCase))
            {
                open++;
            }
            else if (found.Equals("end", StringComparison.OrdinalIgnoreCase))
            {
                open--;
            }
            else if (open <= 0 && found.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return from;
    }
}
