using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Statements for drivers of PostgreSQL that cut texts at semicolons outside quotes, also at those within a body
/// (<c>begin atomic … end</c>, rules with several actions).
/// </summary>
internal static class UncutStatement
{
    /// <summary>The statement; one with such a semicolon within quotes, from which the server executes it.</summary>
    public static string Of(ExportedFolder folder, string text)
    {
        if (folder.Engine.Name != "postgresql" || !PostgreSqlTokens.Read(text).Any(t => t.Text == ";"))
        {
            return text;
        }

        var (block, quotes) = (Mark(text, "do"), Mark(text, "sql"));
        return $"do {block}\nbegin\nexecute {quotes}{text}{quotes};\nend\n{block}";
    }

    private static string Mark(string text, string word)
    {
        var mark = $"${word}$";
        for (var i = 1; text.Contains(mark, StringComparison.Ordinal); i++)
        {
            mark = FormattableString.Invariant($"${word}{i}$");
        }

        return mark;
    }
}
