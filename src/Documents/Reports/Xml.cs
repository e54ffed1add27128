using System.Text;

namespace Dbwright.Documents;

/// <summary>Text for SVG and HTML.</summary>
internal static class Xml
{
    /// <summary>The text so that none of it is markup, within elements and within attributes; characters that XML forbids become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            escaped.Append(
                c switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '"' => "&quot;",
                    '\'' => "&#39;",
                    '\t' or '\n' or '\r' => c.ToString(),
                    _ when c < ' ' || char.IsSurrogate(c) || c >= '\uFFFE' => "\uFFFD",
                    _ => c.ToString(),
                }
            );
        }

        return escaped.ToString();
    }
}
