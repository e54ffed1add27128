namespace Dbwright.Engines;

/// <summary>What may follow DEFAULT without parentheses.</summary>
internal static class SqliteLiterals
{
    /// <summary>Whether the text is one literal.</summary>
    public static bool IsLiteral(string sql)
    {
        var tokens = SqliteLexer.Read(sql);
        var isSigned = tokens.Count == 3 && (tokens[0].Is("-") || tokens[0].Is("+"));
        return (tokens.Count == 2 || isSigned)
            && tokens[^2] is var last
            && (
                (last.Kind == SqliteTokenKind.Text && !isSigned)
                || (last.Kind == SqliteTokenKind.Word && (char.IsAsciiDigit(last.Value[0]) || (!isSigned && IsWord(last.Value))))
            );
    }

    private static bool IsWord(string word) =>
        word.ToLowerInvariant() is "null" or "true" or "false" or "current_timestamp" or "current_date" or "current_time";
}
