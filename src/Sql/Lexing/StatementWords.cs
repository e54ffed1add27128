namespace Dbwright.Sql;

/// <summary>Finds words of a statement in its text: nodes know where they stand, but not where each of their keywords does.</summary>
public static class StatementWords
{
    /// <summary>The words and signs of a part of a text, without comments; strings and quoted names count as one each.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">The part of it.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    public static IEnumerable<TextSpan> All(string text, TextSpan part, SqlDialect dialect)
    {
        var tokenizer = new Tokenizer(text, dialect) { At = part.Start };
        while (tokenizer.Next() is { Kind: not TokenKind.End } token && token.End <= part.End)
        {
            yield return TextSpan.Between(token.Start, token.End);
        }
    }

    /// <summary>
    /// Where a row of words stands first, whatever their case; words in strings, comments and quoted names do not count.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="part">The part of it to search.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="words">The words, one after the other.</param>
    /// <returns>From the first word to the last; <see langword="null"/> where they do not stand.</returns>
    public static TextSpan? Find(string text, TextSpan part, SqlDialect dialect, params ReadOnlySpan<string> words)
    {
        var tokenizer = new Tokenizer(text, dialect) { At = part.Start };
        var (matched, start) = (0, 0);
        while (tokenizer.Next() is { Kind: not TokenKind.End } token && token.End <= part.End)
        {
            var word = text.AsSpan(token.Start, token.End - token.Start);
            if (matched > 0 && !word.Equals(words[matched], StringComparison.OrdinalIgnoreCase))
            {
                matched = 0;
            }

            if (word.Equals(words[matched], StringComparison.OrdinalIgnoreCase))
            {
                start = matched == 0 ? token.Start : start;
                if (++matched == words.Length)
                {
                    return TextSpan.Between(start, token.End);
                }
            }
        }

        return null;
    }
}
