using System.Xml.Linq;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>Holds the project files against the table of <c>docs/architecture.md</c>.</summary>
public sealed class ProjectGraphTests
{
    private const string Heading = "| project | references |";

    [Fact]
    public void Projects_reference_exactly_what_the_architecture_says() =>
        Assert.Equal(Lines(Documented()), Lines(Projects().ToDictionary(Name, References)));

    [Fact]
    public void The_model_has_no_packages_and_no_projects()
    {
        var model = XDocument.Load(Repository.PathOf("src", "Model", "Model.csproj"));

        Assert.Empty(model.Descendants("PackageReference"));
        Assert.Empty(model.Descendants("ProjectReference"));
    }

    [Fact]
    public void Stages_know_neither_each_other_nor_the_engines()
    {
        string[] stages = ["Design", "Migrations", "Documents", "Agents"];

        var wrong =
            from project in Projects()
            where stages.Contains(Name(project))
            from reference in References(project)
            where reference == "Engines" || reference == "Commands" || stages.Contains(reference)
            select $"{Name(project)} references {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_is_part_of_the_solution()
    {
        var solution = XDocument
            .Load(Repository.PathOf("Dbwright.slnx"))
            .Descendants("Project")
            .Select(p => Repository.PathOf(p.Attribute("Path")!.Value))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Projects().Order(StringComparer.Ordinal), solution);
        Assert.All(Projects(), p => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(p)!, "packages.lock.json")), p));
    }

    private static IEnumerable<string> Projects() =>
        new[] { "src", "tests" }.SelectMany(folder =>
            Directory
                .EnumerateDirectories(Repository.PathOf(folder))
                .SelectMany(project => Directory.EnumerateFiles(project, "*.csproj"))
        );

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static string[] References(string project) =>
        [
            .. XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(r => Name(r.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];

    private static Dictionary<string, string[]> Documented() =>
        File.ReadLines(Repository.PathOf("docs", "architecture.md"))
            .SkipWhile(line => line != Heading)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[1],
                cells => cells[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            );

    private static string[] Lines(Dictionary<string, string[]> graph) =>
        [
            .. graph
                .Select(p => $"{p.Key} → {string.Join(", ", p.Value.Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal),
        ];
}
