using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Texts as the server words them, made into those of the model.</summary>
internal static partial class PostgreSqlDeparsedText
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>
    /// The expression, settled, without the parentheses that the server puts around; the writer puts its own, so one pair is enough.
    /// </summary>
    public static string Bare(string sql) => WithoutParentheses(PostgreSqlSettledText.Of(sql));

    private static string WithoutParentheses(string sql)
    {
        if (sql.Length < 2 || sql[0] != '(' || sql[^1] != ')')
        {
            return sql;
        }

        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            quote = c is '\'' or '"' ? c : quote;
            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0 && i < sql.Length - 1)
            {
                return sql;
            }
        }

        return WithoutParentheses(sql[1..^1]);
    }

    /// <summary>
    /// The text, settled, in lower case outside of quotes. The server quotes every name that is not in lower case, so only its own words change.
    /// </summary>
    public static string Lower(string sql)
    {
        var text = new StringBuilder(sql.Length);
        var quote = '\0';
        foreach (var c in PostgreSqlSettledText.Of(sql))
        {
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                text.Append(c);
                continue;
            }

            quote = c is '\'' or '"' ? c : quote;
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>Parameters as the catalogue keeps them (<c>fillfactor=70</c>), as details with values in SQL.</summary>
    public static IEnumerable<Detail> Parameters(string[]? options, string before = "")
    {
        foreach (var option in options ?? [])
        {
            var at = option.IndexOf('=', StringComparison.Ordinal);
            yield return at < 0 ? new(before + option) : new(before + option[..at], Value(option[(at + 1)..]));
        }
    }

    /// <summary>A name in SQL; what is in <c>public</c> or the server's own is called by its name alone.</summary>
    public static string Name(string schema, string name) =>
        Names.Quote(new QualifiedName(schema is "public" or "pg_catalog" ? "" : schema, name));

    /// <summary>A collation: its name, or where it has a namespace that must be said both in quotes.</summary>
    public static string Collation(string schema, string name) =>
        schema is "public" or "pg_catalog" ? name : $"\"{schema.Replace("\"", "\"\"")}\".\"{name.Replace("\"", "\"\"")}\"";

    private static string Value(string value) => PlainValue().IsMatch(value) ? value : Names.Literal(value);

    [GeneratedRegex(@"^([a-z_][a-z0-9_]*|-?[0-9]+(\.[0-9]+)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainValue();
}
