using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Sql;

/// <summary>Our reading of PostgreSQL's SQL against its own grammar.</summary>
public sealed class GrammarTests
{
    [Fact]
    public async Task What_PostgreSql_accepts_we_accept()
    {
        var texts = Lines("statements.sql").Concat(Parts()).ToList();
        var verdicts = await PgsqlParser.JudgeAsync(texts);
        var wrong = texts.Where((t, i) => verdicts[i].Length == 0 && Errors(t) > 0).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(verdicts.Count(v => v.Length == 0) > 400);
    }

    [Fact]
    public async Task What_is_rejected_by_both()
    {
        var texts = Lines("rejected.sql").ToList();
        var verdicts = await PgsqlParser.JudgeAsync(texts);
        Assert.All(texts.Zip(verdicts), pair => Assert.True(pair.Second.Length > 0, pair.First));
        Assert.All(texts, text => Assert.True(Errors(text) > 0, text));
    }

    // Beginnings of statements and statements without one word: what PostgreSQL takes of these we take. What it rejects we report but
    // for details that are read as a run of words (options of roles, servers, publications …).
    [Fact]
    public async Task Broken_statements_are_judged_alike()
    {
        var texts = new List<string>();
        foreach (var line in Lines("statements.sql"))
        {
            var words = line.Split(' ');
            for (var i = 0; i < words.Length; i += 3)
            {
                texts.Add(string.Join(' ', words.Where((_, n) => n != i)));
            }
        }

        var verdicts = await PgsqlParser.JudgeAsync(texts);
        var ours = texts.ConvertAll(Errors);
        var lost = texts.Where((t, i) => verdicts[i].Length == 0 && ours[i] > 0 && t.Length > 0).ToList();
        var rejected = verdicts.Count(v => v.Length > 0);
        var reported = verdicts.Where((v, i) => v.Length > 0 && ours[i] > 0).Count();
        Assert.True(lost.Count <= texts.Count / 200, $"{lost.Count} of {texts.Count}:\n{string.Join("\n", lost)}");
        Assert.True(reported >= rejected * 0.7, $"{reported} of {rejected} reported");
    }

    private static int Errors(string text) => SqlParser.Parse(text, SqlDialect.PostgreSql).Errors.Count;

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Repository.PathOf("cases", "sql", "postgresql", file)).Where(l => l.Length > 0);

    private static IEnumerable<string> Parts() =>
        Directory
            .EnumerateFiles(Repository.PathOf("cases", "inspect", "postgresql"), "*.sql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(f => PostgreSqlScript.Split(File.ReadAllText(f)).Select(s => s.Text));
}
