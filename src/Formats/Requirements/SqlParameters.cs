namespace Dbwright.Formats;

/// <summary>Finds the <c>:name</c> parameters of free SQL, outside of texts, quoted names, comments and casts.</summary>
internal static class SqlParameters
{
    /// <summary>The names in the order of their first use.</summary>
    public static IReadOnlyList<string> In(string sql)
    {
        var names = new List<string>();
        for (var at = 0; at < sql.Length; at++)
        {
            var rest = sql.AsSpan(at);
            if (rest[0] is '\'' or '"')
            {
                at = End(sql, at + 1, rest[0].ToString(), 0);
            }
            else if (rest.StartsWith("--"))
            {
                at = End(sql, at, "\n", 0);
            }
            else if (rest.StartsWith("/*"))
            {
                at = End(sql, at + 2, "*/", 1);
            }
            else if (rest.StartsWith("::"))
            {
                at++;
            }
            else if (rest[0] == ':' && rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] == '_'))
            {
                var end = at + 1;
                while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
                {
                    end++;
                }

                var name = sql[(at + 1)..end];
                if (!names.Contains(name))
                {
                    names.Add(name);
                }

                at = end - 1;
            }
        }

        return names;
    }

    private static int End(string sql, int from, string mark, int more)
    {
        var end = from <= sql.Length ? sql.IndexOf(mark, from, StringComparison.Ordinal) : -1;
        return end < 0 ? sql.Length : end + more;
    }
}
