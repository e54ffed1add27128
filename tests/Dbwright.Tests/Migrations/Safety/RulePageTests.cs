using System.Text.RegularExpressions;
using Dbwright.Migrations;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

public sealed partial class RulePageTests
{
    private static string Folder => Repository.PathOf("docs", "rules");

    public static TheoryData<string> Names => [.. SafetyRules.All.Select(r => r.Info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_of_a_rule_is_as_generated(string name)
    {
        var (bad, good) = Examples(name);
        Same(RulePage.Of(SafetyRules.All.Single(r => r.Info.Name == name).Info, bad, good), $"{name}.md");
    }

    [Fact]
    public void Index_is_as_generated() => Same(RulePage.Index(), "README.md");

    [Fact]
    public void Readme_counts_them() =>
        Assert.Contains(
            $"by {SafetyRules.All.Count} rules",
            File.ReadAllText(Repository.PathOf("README.md")),
            StringComparison.Ordinal
        );

    [Fact]
    public void There_is_no_page_without_a_rule() =>
        Assert.Empty(
            Directory
                .EnumerateFiles(Folder, "*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Except(SafetyRules.All.Select(r => r.Info.Name).Append("README"), StringComparer.Ordinal)
        );

    // The case "bad.sql" is the example of the page, with its fixed text or else the case "good.sql".
    private static (string Bad, string Good) Examples(string name)
    {
        var folder = Path.Combine(LintCase.Folder, name);
        var bad = Read(Path.Combine(folder, "bad.sql"));
        var good = Read(Path.Combine(folder, "bad.fixed.sql"));
        return (bad, good.Length > 0 ? good : Read(Path.Combine(folder, "good.sql")));
    }

    private static string Read(string path) =>
        !File.Exists(path) ? "" : string.Join('\n', File.ReadAllText(path).Split('\n').Where(l => !Remark().IsMatch(l)));

    private static void Same(string text, string page)
    {
        var path = Path.Combine(Folder, page);
        if (
            Golden.ModeFrom(Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN"), Environment.GetEnvironmentVariable("CI"))
            == GoldenMode.Write
        )
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"docs/rules/{page} is missing; DBWRIGHT_GOLDEN=write makes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    [GeneratedRegex(@"^\s*-- (expect|expect-file|engine|transaction|rows|allow|tool):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Remark();
}
