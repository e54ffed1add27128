namespace Dbwright.Engines;

/// <summary>Forms of statements that several writers use.</summary>
internal static class PostgreSqlText
{
    /// <summary>The words that let a statement run twice.</summary>
    public static string IfNotExists(bool repeatable) => repeatable ? "if not exists " : "";

    /// <summary>For what has no "if not exists" of its own in every version from 13 on.</summary>
    public static string Unless(string test, string create)
    {
        var quote = DollarQuote(test + create);
        return $"do {quote}\nbegin\n    if not exists ({test}) then\n        {Indented(create)};\n    end if;\nend\n{quote}";
    }

    /// <summary>A dollar quote that the text does not hold.</summary>
    public static string DollarQuote(string text)
    {
        var quote = "$$";
        for (var number = 1; text.Contains(quote, StringComparison.Ordinal) || text.EndsWith('$'); number++)
        {
            quote = FormattableString.Invariant($"$body{number}$");
            if (!text.Contains(quote, StringComparison.Ordinal))
            {
                break;
            }
        }

        return quote;
    }

    // Line breaks within a literal belong to it and must stay as they are.
    private static string Indented(string sql)
    {
        var lines = sql.Split('\n');
        return lines.All(line => line.Count(c => c == '\'') % 2 == 0) ? string.Join("\n        ", lines) : sql;
    }
}
