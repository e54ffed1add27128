using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Dbwright.Engines;

/// <summary>
/// Texts as the server words them once it has read its own words. Of <c>x in ('a', 'b')</c> over a varchar it keeps a list that is converted
/// as a whole, <c>(ARRAY['a'::character varying])::text[]</c>; whatever reads that converts each member instead. Of 320 expressions and 140
/// views read back on 13, 15, 16 and 18 nothing else came out in other words.
/// </summary>
internal static partial class PostgreSqlSettledText
{
    private const string Start = "(ARRAY[";

    /// <summary>The text with the members of its lists converted, each for itself.</summary>
    /// <param name="sql">What the server made of an expression, a query or a statement; none stays none.</param>
    [return: NotNullIfNotNull(nameof(sql))]
    public static string? Of(string? sql)
    {
        if (sql?.Contains(Start, StringComparison.Ordinal) != true)
        {
            return sql;
        }

        var text = new StringBuilder(sql.Length + 32);
        for (var at = 0; at < sql.Length; )
        {
            if (sql[at] is '\'' or '"')
            {
                var end = AfterQuoted(sql, at);
                text.Append(sql, at, end - at);
                at = end;
            }
            else if (string.CompareOrdinal(sql, at, Start, 0, Start.Length) == 0 && List(sql, at) is var (members, type, end))
            {
                text.Append("ARRAY[").AppendJoin(", ", members.Select(m => Converted(Of(m), type))).Append(']');
                at = end;
            }
            else
            {
                text.Append(sql[at++]);
            }
        }

        return text.ToString();
    }

    // The members of a list that is converted, what each becomes, and where the conversion ends.
    private static (List<string> Members, string Type, int End)? List(string sql, int start)
    {
        var members = new List<string>();
        var from = start + Start.Length;
        for (var (at, depth) = (from, 0); at < sql.Length; at++)
        {
            switch (sql[at])
            {
                case '\'' or '"':
                    at = AfterQuoted(sql, at) - 1;
                    break;
                case '(' or '[':
                    depth++;
                    break;
                case ',' when depth == 0:
                    members.Add(sql[from..at]);
                    from = at + 1;
                    break;
                case ')' or ']' when depth > 0:
                    depth--;
                    break;
                case ']':
                    members.Add(sql[from..at]);
                    return Conversion().Match(sql, at) is { Success: true } match
                        ? ([.. members.Select(m => m.Trim())], match.Groups["type"].Value, at + match.Length)
                        : null;
            }
        }

        return null;
    }

    private static string Converted(string member, string type) =>
        Collated().Match(member) is { Success: true } collated
            ? $"(({collated.Groups["value"].Value})::{type} COLLATE {collated.Groups["collation"].Value})"
            : $"({member})::{type}";

    private static int AfterQuoted(string sql, int start)
    {
        var end = sql.IndexOf(sql[start], start + 1);
        return end < 0 ? sql.Length : end + 1;
    }

    [GeneratedRegex("""\G\]\)::(?<type>("([^"]|"")+"|\([0-9,]+\)|[a-z0-9_.$ ])+?)\[\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Conversion();

    [GeneratedRegex(
        """^\((?<value>.*) COLLATE (?<collation>("[^"]+"|[a-z0-9_.$])+)\)$""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Collated();
}
