using System.Text;

namespace Dbwright.Formats;

/// <summary>What a piece of a condition is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A word.</summary>
    Word,

    /// <summary>A name in quotes.</summary>
    Name,

    /// <summary>A text literal.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A sign.</summary>
    Sign,
}

/// <summary>A piece of a condition. Parentheses, brackets, commas and casts are left out: the forms looked for need none.</summary>
internal sealed record SqlToken(SqlTokenKind Kind, string Text)
{
    public static List<SqlToken> Of(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length; )
        {
            var c = sql[at];
            if (c is '\'' or '"' or '`')
            {
                tokens.Add(new(c == '\'' ? SqlTokenKind.Text : SqlTokenKind.Name, Quoted(sql, ref at)));
            }
            else if (char.IsLetter(c) || c == '_')
            {
                tokens.Add(new(SqlTokenKind.Word, While(sql, ref at, l => char.IsLetterOrDigit(l) || l is '_' or '$')));
            }
            else if (char.IsAsciiDigit(c) || (c == '-' && IsSign(tokens, sql, at)))
            {
                var start = at++;
                While(sql, ref at, d => char.IsAsciiDigit(d) || d == '.');
                tokens.Add(new(SqlTokenKind.Number, sql[start..at]));
            }
            else if (string.CompareOrdinal(sql, at, "::", 0, 2) == 0)
            {
                SkipCast(sql, ref at);
            }
            else if ("<>=!~+*/%|-".Contains(c, StringComparison.Ordinal))
            {
                tokens.Add(new(SqlTokenKind.Sign, While(sql, ref at, s => "<>=!~+*/%|-".Contains(s, StringComparison.Ordinal))));
            }
            else
            {
                at++;
            }
        }

        return tokens;
    }

    /// <summary>Whether it is that bare word, in any case.</summary>
    public bool Is(string word) => Kind == SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is the name of that column.</summary>
    public bool Names(string column) =>
        (Kind == SqlTokenKind.Name && Text == column)
        || (Kind == SqlTokenKind.Word && Text.Equals(column, StringComparison.OrdinalIgnoreCase));

    private static bool IsSign(List<SqlToken> before, string sql, int at) =>
        at + 1 < sql.Length
        && char.IsAsciiDigit(sql[at + 1])
        && (before.Count == 0 || before[^1].Kind is SqlTokenKind.Sign or SqlTokenKind.Word);

    private static string Quoted(string sql, ref int at)
    {
        var quote = sql[at++];
        var text = new StringBuilder();
        while (at < sql.Length)
        {
            if (sql[at] == quote && (at + 1 >= sql.Length || sql[at + 1] != quote))
            {
                at++;
                break;
            }

            at += sql[at] == quote ? 1 : 0;
            text.Append(sql[at++]);
        }

        return text.ToString();
    }

    private static string While(string sql, ref int at, Func<char, bool> isPart)
    {
        var start = at;
        while (at < sql.Length && isPart(sql[at]))
        {
            at++;
        }

        return sql[start..at];
    }

    private static void SkipCast(string sql, ref int at)
    {
        at += 2;
        While(sql, ref at, c => char.IsLetterOrDigit(c) || c is '_' or '.' or '"');
        foreach (var more in new[] { " varying", " precision" })
        {
            at += string.CompareOrdinal(sql, at, more, 0, more.Length) == 0 ? more.Length : 0;
        }

        if (at < sql.Length && sql[at] == '(')
        {
            While(sql, ref at, c => c != ')');
        }
    }
}
