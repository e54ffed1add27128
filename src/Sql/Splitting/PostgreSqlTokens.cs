namespace Dbwright.Sql;

/// <summary>A token of a statement.</summary>
/// <param name="Offset">Where it starts, in characters from 0.</param>
/// <param name="Text">Words in lower case, everything quoted with its quotes, signs one by one.</param>
public readonly record struct PostgreSqlToken(int Offset, string Text)
{
    /// <summary>The name that the token is: without quotation marks, or folded.</summary>
    public string Name => Text is ['"', .., '"'] ? Text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : Text;

    /// <summary>Whether it is a word or a quoted name.</summary>
    public bool IsName => Text.Length > 0 && (Text[0] == '"' || Text[0] == '_' || char.IsLetter(Text[0]));
}

/// <summary>The tokens of PostgreSQL statements: enough to see what kind of statement it is and what it names.</summary>
public static class PostgreSqlTokens
{
    /// <summary>The tokens in their order, without comments; read lazily, as few are needed of long statements.</summary>
    public static IEnumerable<PostgreSqlToken> Read(string statement)
    {
        for (var at = 0; at < statement.Length; )
        {
            if (PostgreSqlText.SkipComment(statement, at) is { } afterComment)
            {
                at = afterComment;
            }
            else if (char.IsWhiteSpace(statement[at]))
            {
                at++;
            }
            else if (PostgreSqlText.SkipQuoted(statement, at) is { } afterQuotes)
            {
                yield return new(at, statement[at..afterQuotes]);
                at = afterQuotes;
            }
            else if (PostgreSqlText.IsWordStart(statement[at]))
            {
                var end = PostgreSqlText.SkipWord(statement, at);
                yield return new(at, statement[at..end].ToLowerInvariant());
                at = end;
            }
            else
            {
                yield return new(at, statement[at].ToString());
                at++;
            }
        }
    }
}
