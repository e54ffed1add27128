using System.Globalization;
using System.Text;

namespace Dbwright.Migrations;

/// <summary>Texts of any content as literals of the languages that migrations are written in; each means exactly the text.</summary>
internal static class HostTexts
{
    /// <summary>A raw string of C# on lines of its own, from its first column on.</summary>
    public static string CSharp(string text)
    {
        var quotes = new string('"', Math.Max(3, Longest(text, '"') + 1));
        return $"{quotes}\n{text}\n{quotes}";
    }

    /// <summary>A string of C# on one line.</summary>
    public static string CSharpLine(string text) => Json(text);

    /// <summary>A string of Python: raw between three quotes where that can hold it.</summary>
    public static string Python(string text)
    {
        const string Quotes = "\"\"\"";
        var isRaw =
            !text.Contains(Quotes, StringComparison.Ordinal)
            && !text.EndsWith('"')
            && !text.EndsWith('\\')
            && !text.Contains('\r', StringComparison.Ordinal)
            && !text.Contains('\0', StringComparison.Ordinal);
        if (isRaw)
        {
            return $"{(text.Contains('\\', StringComparison.Ordinal) ? "r" : "")}{Quotes}{text}{Quotes}";
        }

        // A quote at the end would be taken for one of those that end the string.
        var isQuoted = text.EndsWith('"');
        var escaped = (isQuoted ? text[..^1] : text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(Quotes, "\\\"\\\"\\\"", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\0", "\\0", StringComparison.Ordinal);
        return $"{Quotes}{escaped}{(isQuoted ? "\\\"" : "")}{Quotes}";
    }

    /// <summary>A template literal of JavaScript and TypeScript.</summary>
    public static string JavaScript(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal)
            .Replace("${", "\\${", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
        return $"`{escaped}`";
    }

    /// <summary>A nowdoc of PHP. What follows it stands on the line of its end.</summary>
    public static string Php(string text)
    {
        // Since PHP 7.3 the end may stand anywhere in a line behind spaces, so a word that the text lacks.
        var word = Word(text, "SQL", (t, w) => t.Contains(w, StringComparison.Ordinal));
        return $"<<<'{word}'\n{text}\n{word}";
    }

    /// <summary>A heredoc of Ruby without escapes: what opens it, and the lines behind the line in which that stands.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text has a line feed at its end there, which SQL does not mind.</returns>
    public static (string Opening, string Lines) Ruby(string text)
    {
        var word = Word(text, "SQL", (t, w) => t.Split('\n').Contains(w, StringComparer.Ordinal));
        return ($"<<'{word}'", $"{text}\n{word}\n");
    }

    /// <summary>A string of Ruby or PHP between single quotes.</summary>
    public static string SingleQuoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>Character data of XML.</summary>
    public static string XmlData(string text) =>
        $"<![CDATA[{text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>";

    /// <summary>Text of XML in an element or attribute.</summary>
    public static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A scalar of YAML: a literal block where it can hold the text, otherwise a quoted one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The columns that its lines are indented by.</param>
    public static string Yaml(string text, int indent)
    {
        var isBlock =
            text.Length > 0
            && !char.IsWhiteSpace(text[0])
            && !text.EndsWith('\n')
            && text.All(c =>
                c is '\n' or '\t' || !(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff')
            );
        if (!isBlock)
        {
            return Json(text);
        }

        var spaces = new string(' ', indent);
        return $"|-\n{string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? l : spaces + l))}";
    }

    /// <summary>A string of JSON, which YAML and C# take too.</summary>
    public static string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' =>
                        $"\\u{((int)c).ToString("x4", CultureInfo.InvariantCulture)}",
                    _ => c.ToString(),
                }
            );
        }

        return json.Append('"').ToString();
    }

    private static string Word(string text, string word, Func<string, string, bool> isTaken)
    {
        var free = word;
        for (var i = 1; isTaken(text, free); i++)
        {
            free = $"{word}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return free;
    }

    private static int Longest(string text, char c)
    {
        int longest = 0,
            run = 0;
        foreach (var other in text)
        {
            run = other == c ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
