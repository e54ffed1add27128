namespace Dbwright.Sql;

/// <summary>What a token of SQL is.</summary>
public enum SqlTokenKind
{
    /// <summary>A keyword or an unquoted name.</summary>
    Word,

    /// <summary>A name in double quotes, backquotes or (SQLite) brackets.</summary>
    QuotedName,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string literal of any form, dollar quotes included.</summary>
    Text,

    /// <summary>A named parameter, <c>:name</c>.</summary>
    Parameter,

    /// <summary>An operator or punctuation.</summary>
    Symbol,
}

/// <summary>A token of SQL with its place in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; names and parameters without quotes and colon.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
public readonly record struct SqlToken(SqlTokenKind Kind, string Value, int Start, int End)
{
    /// <summary>Whether it is this keyword or symbol.</summary>
    public bool Is(string text) =>
        Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && string.Equals(Value, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a name, or a keyword that could be one.</summary>
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;

    /// <summary>The name as the engines fold it: unquoted ones in lower case.</summary>
    public string Name => Kind == SqlTokenKind.Word ? Value.ToLowerInvariant() : Value;
}

/// <summary>
/// Cuts SQL into tokens; comments and white space are left out. It accepts any text: what no rule describes becomes a symbol of one
/// character, and what is not closed runs to the end. The engine judges.
/// </summary>
public static class SqlLexer
{
    private static readonly string[] LongSymbols =
    [
        "<->",
        "->>",
        "#>>",
        "!~~",
        "::",
        "<=",
        ">=",
        "<>",
        "!=",
        "||",
        "->",
        "#>",
        "@>",
        "<@",
        "@@",
        "~*",
        "!~",
        ":=",
        "=>",
        "&&",
    ];

    /// <summary>The tokens of a text in their order.</summary>
    public static IReadOnlyList<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        var at = 0;
        while (at < sql.Length)
        {
            var next = SkipBlank(sql, at);
            if (next > at)
            {
                at = next;
                continue;
            }

            var token = ReadOne(sql, at);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    private static int SkipBlank(string sql, int at)
    {
        if (char.IsWhiteSpace(sql[at]))
        {
            return at + 1;
        }

        if (sql.AsSpan(at).StartsWith("--"))
        {
            var line = sql.IndexOf('\n', at);
            return line < 0 ? sql.Length : line + 1;
        }

        return sql.AsSpan(at).StartsWith("/*") ? EndOfComment(sql, at) : at;
    }

    // Comments nest, as the standard and PostgreSQL have it.
    private static int EndOfComment(string sql, int at)
    {
        var depth = 0;
        while (at < sql.Length)
        {
            var rest = sql.AsSpan(at);
            if (rest.StartsWith("/*"))
            {
                depth++;
                at += 2;
            }
            else if (rest.StartsWith("*/"))
            {
                at += 2;
                if (--depth == 0)
                {
                    return at;
                }
            }
            else
            {
                at++;
            }
        }

        return at;
    }

    private static SqlToken ReadOne(string sql, int at)
    {
        var c = sql[at];
        switch (c)
        {
            case '\'':
                return Text(sql, at, EndOfQuoted(sql, at, '\'', BackslashEscapes(sql, at)));
            case '"' or '`':
                var end = EndOfQuoted(sql, at, c, backslashes: false);
                return new(SqlTokenKind.QuotedName, Unquoted(sql, at, end, c), at, end);
            case '$' when EndOfDollarQuoted(sql, at) is { } close:
                return Text(sql, at, close);
            case ':' when IsParameter(sql, at):
                var last = EndOfWord(sql, at + 1);
                return new(SqlTokenKind.Parameter, sql[(at + 1)..last], at, last);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])))
        {
            var end = at;
            while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] is '.' or '_'))
            {
                end++;
            }

            return new(SqlTokenKind.Number, sql[at..end], at, end);
        }

        if (IsWordStart(c))
        {
            var end = EndOfWord(sql, at);
            return new(SqlTokenKind.Word, sql[at..end], at, end);
        }

        var length = Array.Find(LongSymbols, s => sql.AsSpan(at).StartsWith(s))?.Length ?? 1;
        return new(SqlTokenKind.Symbol, sql.Substring(at, length), at, at + length);
    }

    private static SqlToken Text(string sql, int at, int end) => new(SqlTokenKind.Text, sql[at..end], at, end);

    // A colon after a name, number or bracket is a slice (a[1:n]); two colons are a cast.
    private static bool IsParameter(string sql, int at) =>
        at + 1 < sql.Length
        && IsWordStart(sql[at + 1])
        && (at == 0 || !(char.IsLetterOrDigit(sql[at - 1]) || sql[at - 1] is '_' or ']' or ')' or ':'));

    private static bool BackslashEscapes(string sql, int at) =>
        at > 0 && sql[at - 1] is 'e' or 'E' && (at == 1 || !(char.IsLetterOrDigit(sql[at - 2]) || sql[at - 2] == '_'));

    private static int EndOfQuoted(string sql, int at, char quote, bool backslashes)
    {
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (backslashes && sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == quote)
            {
                if (i + 1 < sql.Length && sql[i + 1] == quote)
                {
                    i++;
                }
                else
                {
                    return i + 1;
                }
            }
        }

        return sql.Length;
    }

    private static string Unquoted(string sql, int at, int end, char quote)
    {
        var closed = end - at >= 2 && sql[end - 1] == quote;
        return sql[(at + 1)..(closed ? end - 1 : end)].Replace($"{quote}{quote}", $"{quote}");
    }

    private static int? EndOfDollarQuoted(string sql, int at)
    {
        var tagEnd = at + 1;
        while (tagEnd < sql.Length && (char.IsLetterOrDigit(sql[tagEnd]) || sql[tagEnd] == '_'))
        {
            tagEnd++;
        }

        if (tagEnd >= sql.Length || sql[tagEnd] != '$' || (tagEnd > at + 1 && char.IsAsciiDigit(sql[at + 1])))
        {
            return null;
        }

        var tag = sql[at..(tagEnd + 1)];
        var close = sql.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        return close < 0 ? sql.Length : close + tag.Length;
    }

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_';

    private static int EndOfWord(string sql, int at)
    {
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
        {
            at++;
        }

        return at;
    }
}
