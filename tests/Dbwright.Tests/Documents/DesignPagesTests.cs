using System.Text.RegularExpressions;
using Dbwright.Documents;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Documents;

public sealed partial class DesignPagesTests
{
    private static readonly Engine PostgreSql = PostgreSqlEngine.Create();

    // Written by other stages into the same folder.
    private static readonly string[] Others = ["checklist.md", "TODO_database-architect.md"];

    public static TheoryData<string> Texts =>
        [
            "README.md",
            "requirements.md",
            "access-patterns.md",
            "indexes.md",
            "schema/access-matrix.md",
            "decisions/003-normal-form.md",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Shop(string path) => Golden.Match(Page(DesignFixture.Shop, path), path.Replace('/', '-'));

    [Fact]
    public void Shop_dictionary() => Golden.Match(Page(DesignFixture.Shop, "schema/dictionary.md"), "dictionary.md");

    [Fact]
    public void The_same_design_gives_the_same_bytes() =>
        Assert.Equal(DesignPages.Write(DesignFixture.Shop, PostgreSql), DesignPages.Write(DesignFixture.Shop, PostgreSql));

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var pages = DesignPages.Write(DesignFixture.Shop, PostgreSql);
        var files = pages.Select(p => p.Path).Concat(Others).ToHashSet(StringComparer.Ordinal);
        var broken =
            from page in pages
            where page.Path.EndsWith(".md", StringComparison.Ordinal)
            from link in Link().Matches(page.Content)
            let target = link.Groups["target"].Value
            let file = target.StartsWith('#') ? page.Path : Resolve(page.Path, target.Split('#')[0])
            let anchor = target.Contains('#') ? target.Split('#')[1] : null
            where !files.Contains(file) || (anchor is not null && !Anchors(pages, file).Contains(anchor))
            select $"{page.Path}: {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_table_column_index_and_pattern_is_described()
    {
        var design = DesignFixture.Shop;
        var dictionary = Page(design, "schema/dictionary.md");
        Assert.All(design.Schema.Tables, t => Assert.Contains($"\n## {t.Name}\n", dictionary, StringComparison.Ordinal));
        Assert.All(
            design.Schema.Tables.SelectMany(t => t.Columns),
            c => Assert.Contains($"| {Markdown.Span(c.Name)} |", dictionary, StringComparison.Ordinal)
        );
        var indexes = Page(design, "indexes.md");
        Assert.All(design.Indexes, i => Assert.Contains($"**{Markdown.Span(i.Index)}**", indexes, StringComparison.Ordinal));
        var patterns = Page(design, "access-patterns.md");
        Assert.All(design.Patterns, p => Assert.Contains($"\n## {p.Pattern.Name}\n", patterns, StringComparison.Ordinal));
        Assert.All(
            design.Patterns.Where(p => p.Statement is not null),
            p => Assert.Contains(p.Statement!.Sql, patterns, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_script_holds_every_definition_once_in_the_order_of_the_writer()
    {
        var script = Page(DesignFixture.Shop, "schema/schema.sql");
        var at = 0;
        foreach (var definition in PostgreSql.Writer!.Create(DesignFixture.Shop.Schema, repeatable: true))
        {
            var next = script.IndexOf(definition.Sql.TrimEnd().TrimEnd(';') + ";\n", at, StringComparison.Ordinal);
            Assert.True(next >= at, $"{definition.Kind} {definition.Object} is missing or out of order");
            at = next + 1;
        }

        Assert.Contains("-- Serves access.recent-orders.", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_the_requirements_never_become_markup()
    {
        const string Hostile = "<img src=x onerror=alert(1)> | **bold** [link](javascript:x)\n# heading";
        var shop = DesignFixture.Shop;
        var design = shop with
        {
            Requirements = shop.Requirements with { About = Hostile, Application = Hostile },
            Decisions = [new("x", Hostile, Hostile, Hostile, Hostile)],
            Findings = [new("x", Severity.Warning, Hostile) { Detail = Hostile }],
            Schema = shop.Schema with { Tables = shop.Schema.Tables.Select(t => t with { Comment = Hostile }).ToSequence() },
        };
        foreach (var page in DesignPages.Write(design, PostgreSql).Where(p => p.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("<img", page.Content, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<!\\)\]\(javascript", page.Content);
            Assert.DoesNotContain("\n# heading", page.Content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Remarks_of_the_script_stay_remarks()
    {
        var shop = DesignFixture.Shop;
        var design = shop with { Requirements = shop.Requirements with { Application = "x\n; drop table users; --" } };
        var first = Page(design, "schema/schema.sql").Split('\n').TakeWhile(l => l.Length > 0);
        Assert.All(first, l => Assert.StartsWith("-- ", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Coverage_counts_what_is_not_designed_as_unserved()
    {
        var coverage = IndexCoverage.Of(DesignFixture.Shop);
        Assert.Equal((11, 9), (coverage.Queries, coverage.Served));
        Assert.InRange(coverage.ShareByRate, 0.98, 0.99);
    }

    [Fact]
    public void The_engine_page_lists_every_role()
    {
        var roles = typeof(Engine)
            .GetProperties()
            .Count(p => p.PropertyType.IsInterface || p.PropertyType == typeof(IndexAbilities));
        var page = EnginePage.Write([PostgreSql, new Engine("nothing", "Nothing") { Aliases = ["void"] }]);
        var rows = page.Split('\n')
            .SkipWhile(l => l != "## Roles")
            .TakeWhile(l => l != "## Indexes")
            .Where(l => l.EndsWith("| – |"))
            .ToList();
        Assert.Equal(roles, rows.Count);
        Assert.Contains("| Nothing | `nothing` | `void` |", page, StringComparison.Ordinal);
    }

    private static string Page(DatabaseDesign design, string path) =>
        Assert.Single(DesignPages.Write(design, PostgreSql), p => p.Path == path).Content;

    private static string Resolve(string page, string target) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    private static HashSet<string> Anchors(Sequence<Deliverable> pages, string file) =>
        Heading()
            .Matches(pages.Single(p => p.Path == file).Content)
            .Select(m => m.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-'))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
