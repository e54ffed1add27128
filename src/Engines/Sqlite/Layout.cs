using System.Text;

namespace Dbwright.Engines;

/// <summary>
/// The layout of queries and bodies: as written, but with line feeds alone, without space at the ends of lines, without more than one empty
/// line, and not further to the right than need be. What stands in quotes or remarks is not touched.
/// </summary>
internal static class SqliteLayout
{
    /// <summary>The text in that layout; what has it already stays the same.</summary>
    public static string Tidy(string sql)
    {
        var tokens = SqliteLexer.Read(sql).Where(t => t.Kind != SqliteTokenKind.End).ToList();
        var gaps = tokens
            .Skip(1)
            .Select((t, i) => sql[tokens[i].End..t.Start].Replace("\r\n", "\n").Replace('\r', '\n'))
            .ToList();
        var left = gaps.Where(g => g.Contains('\n')).Select(Indent).DefaultIfEmpty().Min();
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0)
            {
                var gap = gaps[i - 1];
                var lines = Math.Min(gap.Count(c => c == '\n'), 2);
                text.Append(lines == 0 ? gap : new string('\n', lines) + new string(' ', Indent(gap) - left));
            }

            text.Append(sql.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start).TrimEnd());
        }

        return text.ToString();
    }

    /// <summary>The text on one line, with one space where there was any, remarks apart.</summary>
    public static string Flat(string sql)
    {
        var tokens = SqliteLexer.Read(sql).Where(t => t.Kind is not (SqliteTokenKind.End or SqliteTokenKind.Comment)).ToList();
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            text.Append(i > 0 && tokens[i].Start > tokens[i - 1].End ? " " : "")
                .Append(sql, tokens[i].Start, tokens[i].End - tokens[i].Start);
        }

        return text.ToString();
    }

    // How far to the right the line begins that follows the gap; a tabulator counts as four.
    private static int Indent(string gap) => gap[(gap.LastIndexOf('\n') + 1)..].Sum(c => c == '\t' ? 4 : 1);
}
