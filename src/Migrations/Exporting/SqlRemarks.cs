namespace Dbwright.Migrations;

/// <summary>Comments between statements.</summary>
internal static class SqlRemarks
{
    /// <summary>The comments of a text that holds nothing else of meaning, a line each; a comment of several lines gives several.</summary>
    /// <param name="gap">What stands between two statements: comments, end marks, commands of clients.</param>
    public static IEnumerable<string> Of(string gap)
    {
        for (var at = 0; at < gap.Length; )
        {
            if (gap.AsSpan(at).StartsWith("--") || gap[at] == '#')
            {
                var end = gap.IndexOf('\n', at);
                end = end < 0 ? gap.Length : end;
                yield return gap[at..end].TrimEnd();
                at = end;
            }
            else if (gap.AsSpan(at).StartsWith("/*"))
            {
                var end = End(gap, at);
                foreach (var line in gap[(at + 2)..Math.Max(at + 2, end - 2)].Split('\n'))
                {
                    if (line.Trim(' ', '\t', '\r', '*') is { Length: > 0 } words)
                    {
                        yield return $"-- {words}";
                    }
                }

                at = end;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>The words of a comment line, with the spaces that they begin with behind the first.</summary>
    public static string Words(string remark)
    {
        var text = remark.StartsWith("--", StringComparison.Ordinal) ? remark[2..] : remark.TrimStart('#');
        return Printable(text.StartsWith(' ') ? text[1..] : text);
    }

    // Some hosts end a line at more than line feeds.
    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).TrimEnd();

    // Comments of PostgreSQL hold others.
    private static int End(string text, int at)
    {
        var depth = 0;
        while (at < text.Length)
        {
            if (text.AsSpan(at).StartsWith("/*"))
            {
                depth++;
                at += 2;
            }
            else if (text.AsSpan(at).StartsWith("*/"))
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

        return text.Length;
    }
}
