using System.Text.RegularExpressions;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

public sealed partial class SourceFileTests
{
    [Fact]
    public void Names_say_what_a_thing_is_in_the_domain()
    {
        var names = Sources()
            .SelectMany(file => Path.GetRelativePath(Repository.Root, file).Split('/', '\\'))
            .Select(Path.GetFileNameWithoutExtension)
            .Distinct();

        Assert.DoesNotContain(names, name => MeaninglessName().IsMatch(name!));
    }

    [Theory]
    [InlineData("StringUtils", true)]
    [InlineData("Helpers", true)]
    [InlineData("IndexManager", true)]
    [InlineData("CommonTableExpression", false)]
    [InlineData("Scores", false)]
    public void Meaningless_names_are_recognised(string name, bool meaningless) =>
        Assert.Equal(meaningless, MeaninglessName().IsMatch(name));

    [Fact]
    public void Namespaces_are_those_of_the_projects()
    {
        var wrong =
            from project in Directory.EnumerateDirectories(Repository.PathOf("src"))
            from file in CSharp(project)
            let expected = $"namespace Dbwright.{Path.GetFileName(project)};"
            where File.ReadLines(file).Any(line => line.StartsWith("namespace ", StringComparison.Ordinal) && line != expected)
            select $"{file} is not in {expected}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Golden_files_belong_to_a_test_beside_them()
    {
        var orphans =
            from folder in Directory.EnumerateDirectories(Repository.PathOf("tests"), "Golden", SearchOption.AllDirectories)
            where !folder.Contains("node_modules", StringComparison.Ordinal)
            from golden in Directory.EnumerateFiles(folder)
            let test = Path.Combine(folder, "..", Path.GetFileName(golden).Split('.')[0] + ".cs")
            where !File.Exists(test)
            select golden;

        Assert.Empty(orphans);
    }

    [Fact]
    public void Text_files_end_their_lines_with_line_feeds()
    {
        var wrong = Sources().Where(file => File.ReadAllBytes(file).Contains((byte)'\r'));

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Sources() => CSharp(Repository.PathOf("src")).Concat(CSharp(Repository.PathOf("tests")));

    private static IEnumerable<string> CSharp(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal));

    [GeneratedRegex(
        "(?:Common|Core|Utils?|Utilit(?:y|ies)|Helpers?|Managers?|Services?)$",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex MeaninglessName();
}
