namespace Dbwright.Model;

/// <summary>What a word of an SQL text is.</summary>
public enum SqlWordKind
{
    /// <summary>An identifier or keyword; unquoted ones are folded to lower case.</summary>
    Name,

    /// <summary>A text literal, without its quotes.</summary>
    Literal,

    /// <summary>Any other character, or <c>::</c>.</summary>
    Sign,
}

/// <summary>A word of an SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word without quotes.</param>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="Length">How many characters it takes, quotes included.</param>
public readonly record struct SqlWord(SqlWordKind Kind, string Text, int Start, int Length);

/// <summary>
/// Splits SQL into names, literals and signs. It knows what SQL engines have in common and is used to find what a text mentions, never to
/// judge it; bodies in dollar quotes are looked into.
/// </summary>
public static class SqlWords
{
    /// <summary>The words of the text in their order, without remarks and numbers.</summary>
    public static IReadOnlyList<SqlWord> Of(string sql)
    {
        var words = new List<SqlWord>();
        for (var i = 0; i < sql.Length; )
        {
            var start = i;
            var c = sql[i];
            if (char.IsLetter(c) || c == '_')
            {
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] is '_' or '$'))
                {
                    i++;
                }

                words.Add(new(SqlWordKind.Name, sql[start..i].ToLowerInvariant(), start, i - start));
            }
            else if (c is '"' or '`' or '\'')
            {
                i = End(sql, i, c);
                var text = sql[(start + 1)..Math.Max(start + 1, i - 1)].Replace($"{c}{c}", $"{c}");
                words.Add(new(c == '\'' ? SqlWordKind.Literal : SqlWordKind.Name, text, start, i - start));
            }
            else if (char.IsDigit(c))
            {
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] == '.'))
                {
                    i++;
                }
            }
            else if (c == '-' && i + 1 < sql.Length && sql[i + 1] == '-')
            {
                i = sql.IndexOf('\n', i) is >= 0 and var end ? end : sql.Length;
            }
            else if (c == '/' && i + 1 < sql.Length && sql[i + 1] == '*')
            {
                i = sql.IndexOf("*/", i + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : sql.Length;
            }
            else if (c == ':' && i + 1 < sql.Length && sql[i + 1] == ':')
            {
                i += 2;
                words.Add(new(SqlWordKind.Sign, "::", start, 2));
            }
            else
            {
                i++;
                if (!char.IsWhiteSpace(c))
                {
                    words.Add(new(SqlWordKind.Sign, $"{c}", start, 1));
                }
            }
        }

        return words;
    }

    /// <summary>The text with some of its words written anew.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="replace">Gives what stands for the word of that number, or none where it stays.</param>
    public static string Replace(string sql, Func<IReadOnlyList<SqlWord>, int, string?> replace)
    {
        var words = Of(sql);
        var text = new System.Text.StringBuilder();
        var done = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (replace(words, i) is { } other)
            {
                text.Append(sql, done, words[i].Start - done).Append(other);
                done = words[i].Start + words[i].Length;
            }
        }

        return done == 0 ? sql : text.Append(sql, done, sql.Length - done).ToString();
    }

    // Just after the closing quote; a doubled quote is part of the text.
    private static int End(string sql, int start, char quote)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote)
            {
                continue;
            }

            if (i + 1 < sql.Length && sql[i + 1] == quote)
            {
                i++;
                continue;
            }

            return i + 1;
        }

        return sql.Length;
    }
}
