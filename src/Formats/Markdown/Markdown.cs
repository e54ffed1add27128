using System.Text;

namespace Dbwright.Formats;

/// <summary>Writes Markdown as GitHub reads it; texts of the requirements are escaped, so that none of them becomes markup.</summary>
public sealed class Markdown
{
    private readonly StringBuilder text = new();

    /// <summary>What was written, ending with one line feed.</summary>
    public override string ToString() => text.ToString().TrimEnd('\n') + "\n";

    /// <summary>A heading; the text is markup.</summary>
    public Markdown Heading(int level, string markup)
    {
        Separate();
        text.Append('#', level).Append(' ').Append(markup).Append('\n');
        return this;
    }

    /// <summary>A paragraph of markup; nothing when it is empty.</summary>
    public Markdown Paragraph(string markup)
    {
        if (markup.Length > 0)
        {
            Separate();
            text.Append(markup.TrimEnd()).Append('\n');
        }

        return this;
    }

    /// <summary>A list; the items are markup, their further lines are indented.</summary>
    public Markdown List(IEnumerable<string> items)
    {
        var first = true;
        foreach (var item in items)
        {
            if (first)
            {
                Separate();
                first = false;
            }

            text.Append("- ").Append(item.Replace("\n", "\n  ")).Append('\n');
        }

        return this;
    }

    /// <summary>A fenced block of code.</summary>
    public Markdown Code(string language, string code)
    {
        Separate();
        text.Append(Fenced(language, code)).Append('\n');
        return this;
    }

    /// <summary>A table; the cells are markup. Nothing when there are no rows.</summary>
    public Markdown Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).ToList();
        if (lines.Count > 0)
        {
            Separate();
            text.Append(Row(header)).Append('|').Insert(text.Length, "---|", header.Count).Append('\n').AppendJoin("", lines);
        }

        return this;
    }

    /// <summary>Text on one line in which nothing is markup, except that names between backticks are code.</summary>
    public static string Escape(string plain)
    {
        var parts = plain.ReplaceLineEndings(" ").Split('`');
        var hasPairs = parts.Length % 2 == 1 && !plain.Contains("``", StringComparison.Ordinal);
        var escaped = new StringBuilder(plain.Length + 8);
        if (parts[0].StartsWith('#') || parts[0].StartsWith('-') || parts[0].StartsWith('+'))
        {
            // At the beginning of a line these make headings and lists.
            escaped.Append('\\');
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (hasPairs && i % 2 == 1)
            {
                escaped.Append('`').Append(parts[i]).Append('`');
                continue;
            }

            escaped.Append(i > 0 && !hasPairs ? "\\`" : "");
            Escape(escaped, parts[i]);
        }

        return escaped.ToString();
    }

    private static void Escape(StringBuilder escaped, string plain)
    {
        foreach (var c in plain)
        {
            switch (c)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '\\' or '*' or '[' or ']' or '|' or '~':
                    escaped.Append('\\').Append(c);
                    break;
                // Between letters, as in snake_case, an underscore is none of the markup.
                case '_' when escaped.Length == 0 || !char.IsLetterOrDigit(escaped[^1]):
                    escaped.Append("\\_");
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }
    }

    /// <summary>A span of code on one line.</summary>
    public static string Span(string code)
    {
        var line = code.ReplaceLineEndings(" ");
        if (line.Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(line) + 1);
        var pad = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>Spans of code with commas between them.</summary>
    public static string Spans(IEnumerable<string> codes) => string.Join(", ", codes.Select(Span));

    /// <summary>A fenced block, without the line feed at its end.</summary>
    public static string Fenced(string language, string code)
    {
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        return $"{fence}{language}\n{code.TrimEnd('\n')}\n{fence}";
    }

    private static int LongestRun(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // A bar ends a cell even within a span of code.
    private static string Row(IReadOnlyList<string> cells) =>
        "| " + string.Join(" | ", cells.Select(c => Bars(c.ReplaceLineEndings(" ")))) + " |\n";

    private static string Bars(string cell)
    {
        if (!cell.Contains('|'))
        {
            return cell;
        }

        var escaped = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            escaped.Append(cell[i] == '|' && (i == 0 || cell[i - 1] != '\\') ? "\\|" : cell[i].ToString());
        }

        return escaped.ToString();
    }

    private void Separate()
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }
    }
}
