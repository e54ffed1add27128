using Dbwright.Migrations;
using Xunit;

namespace Dbwright.Tests;

/// <summary>Many files are reviewed on several processors; what is found is the same as if one file were read after the other.</summary>
public sealed class FolderReviewTests
{
    private const int Files = 200;
    private static readonly LintTarget Target = LintTarget.Parse("postgresql:16");

    [Fact]
    public void Every_file_knows_what_all_those_before_it_have_made()
    {
        var texts = Enumerable.Range(1, Files).Select(File).ToList();
        var report = Linter.Run(texts, Target, new());
        Assert.Equal(Files, report.Files);
        Assert.Equal(3 * Files, report.Statements);

        // Each adds a column that the table of a file far before it has.
        Assert.Equal(Files, report.Findings.Count(f => f.Rule.Name == "existing-object"));
        var found = report.Findings.GroupBy(f => f.File, StringComparer.Ordinal).ToDictionary(g => g.Key, Rules);
        foreach (var text in texts.Skip(3))
        {
            Assert.Equal(found[texts[2].Path], found[text.Path]);
        }

        Assert.Equal(texts.Select(t => t.Path), report.Findings.Select(f => f.File).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void As_if_one_file_were_read_after_the_other()
    {
        var texts = Enumerable.Range(1, Files).Select(File).ToList();
        var whole = Linter.Run(texts, Target, new()).Findings;

        // So few files make one piece, which one processor reviews.
        foreach (var count in new[] { 1, 4, 8 })
        {
            var few = Linter.Run(texts.Take(count), Target, new()).Findings;
            Assert.Equal(Words(few), Words(whole).Take(few.Count));
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Words(whole), Words(Linter.Run(texts, Target, new()).Findings));
        }
    }

    private static MigrationText File(int number) =>
        new(
            $"V{number:0000}__change.sql",
            $"""
            create table t{number} (id bigint generated always as identity primary key, name text not null, note text);
            alter table t{Math.Max(1, number - 1)} add column added{number} text not null default '';
            alter table t{Math.Max(1, number - 20)} add column note text;
            """
        )
        {
            Version = $"{number}",
        };

    private static List<string> Rules(IEnumerable<LintFinding> findings) => [.. findings.Select(f => f.Rule.Name)];

    private static List<string> Words(IEnumerable<LintFinding> findings) =>
        [.. findings.Select(f => $"{f.File}:{f.Start.Line}: {f.Rule.Name} {f.Title} {f.Fingerprint}")];
}
