namespace Dbwright.Engines;

/// <summary>What a token of SQLite's SQL is.</summary>
internal enum SqliteTokenKind
{
    /// <summary>A keyword, a name, or a number.</summary>
    Word,

    /// <summary>A name in quotation marks, backquotes or brackets.</summary>
    Name,

    /// <summary>A text or blob literal.</summary>
    Text,

    /// <summary>An operator or punctuation, one character each.</summary>
    Symbol,

    /// <summary>A comment of either form.</summary>
    Comment,

    /// <summary>After the last one.</summary>
    End,
}

/// <summary>A token with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
/// <param name="Value">Words as written, names and comments without their marks.</param>
/// <param name="FollowsLine">Whether it is the first of its line.</param>
internal readonly record struct SqliteToken(SqliteTokenKind Kind, int Start, int End, string Value, bool FollowsLine)
{
    /// <summary>Whether it is this keyword or symbol.</summary>
    public bool Is(string text) =>
        Kind is SqliteTokenKind.Word or SqliteTokenKind.Symbol && Value.Equals(text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts SQL as SQLite reads it into tokens. It accepts any text: the engine has judged it already.</summary>
internal static class SqliteLexer
{
    /// <summary>The tokens, with one of kind <see cref="SqliteTokenKind.End"/> after the last.</summary>
    public static List<SqliteToken> Read(string sql)
    {
        var tokens = new List<SqliteToken>();
        var at = 0;
        var newLine = true;
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                newLine |= sql[at] == '\n';
                at++;
                continue;
            }

            var token = ReadOne(sql, at, newLine);
            tokens.Add(token);
            at = token.End;
            newLine = false;
        }

        tokens.Add(new(SqliteTokenKind.End, sql.Length, sql.Length, "", newLine));
        return tokens;
    }

    private static SqliteToken ReadOne(string sql, int at, bool newLine)
    {
        var rest = sql.AsSpan(at);
        if (rest.StartsWith("--"))
        {
            var length = rest.IndexOf('\n');
            var end = length < 0 ? sql.Length : at + length;
            return new(SqliteTokenKind.Comment, at, end, WithoutSpace(sql[(at + 2)..end]), newLine);
        }

        if (rest.StartsWith("/*"))
        {
            var length = rest[2..].IndexOf("*/");
            var end = length < 0 ? sql.Length : at + length + 4;
            return new(SqliteTokenKind.Comment, at, end, sql[(at + 2)..(length < 0 ? end : end - 2)].Trim(), newLine);
        }

        switch (sql[at])
        {
            case '\'':
                var textEnd = EndOfQuoted(sql, at, '\'');
                return new(SqliteTokenKind.Text, at, textEnd, sql[at..textEnd], newLine);
            case 'x' or 'X' when rest.Length > 1 && rest[1] == '\'':
                var blobEnd = EndOfQuoted(sql, at + 1, '\'');
                return new(SqliteTokenKind.Text, at, blobEnd, sql[at..blobEnd], newLine);
            case '"' or '`':
                return Name(sql, at, EndOfQuoted(sql, at, sql[at]), newLine);
            case '[':
                var close = rest.IndexOf(']');
                return Name(sql, at, close < 0 ? sql.Length : at + close + 1, newLine);
        }

        if (IsWord(sql[at]))
        {
            var end = at;
            // 1.5e-3 is one word too, but for its signs: they then follow as symbols, which no reader of expressions minds.
            while (end < sql.Length && (IsWord(sql[end]) || (sql[end] == '.' && char.IsAsciiDigit(sql[at]))))
            {
                end++;
            }

            return new(SqliteTokenKind.Word, at, end, sql[at..end], newLine);
        }

        return new(SqliteTokenKind.Symbol, at, at + 1, sql[at].ToString(), newLine);
    }

    private static SqliteToken Name(string sql, int at, int end, bool newLine)
    {
        var mark = sql[at];
        var inner = end - at >= 2 ? sql[(at + 1)..(end - 1)] : "";
        return new(SqliteTokenKind.Name, at, end, mark == '[' ? inner : inner.Replace($"{mark}{mark}", $"{mark}"), newLine);
    }

    private static int EndOfQuoted(string sql, int at, char quote)
    {
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote)
            {
                continue;
            }

            if (i + 1 < sql.Length && sql[i + 1] == quote)
            {
                i++;
            }
            else
            {
                return i + 1;
            }
        }

        return sql.Length;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c > '\x7f';

    // The writer puts one space after the mark; it is not part of the comment.
    private static string WithoutSpace(string comment) => comment.StartsWith(' ') ? comment[1..] : comment;
}
