using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance;

/// <summary>
/// What squawk finds in our cases and in generated migrations, we find too, or <c>cases/lint/squawk.txt</c> says why not:
/// <c>rule: reason</c> for a rule of squawk as a whole, <c>rule in PATH: reason</c> for one file, <c>new objects: reason</c> for statements
/// about what the same file creates.
/// </summary>
public sealed partial class SquawkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Cases_hold_nothing_that_only_squawk_finds()
    {
        var files = Directory
            .EnumerateFiles(Repository.PathOf("cases", "lint"), "*.sql", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(f =>
                File.ReadAllText(f) is var text && !text.Contains("-- file:", StringComparison.Ordinal) && IsPostgreSql(text)
            )
            .ToList();

        await CompareAsync(files, path => Path.GetRelativePath(Repository.PathOf("cases", "lint"), path).Replace('\\', '/'));
    }

    [Fact]
    public async Task Generated_migrations_hold_nothing_that_only_squawk_finds()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-squawk-");
        try
        {
            var files = new List<string>();
            foreach (var (text, number) in GeneratedMigrations.All().Select((t, i) => (t, i)))
            {
                var path = Path.Combine(folder.FullName, $"{number.ToString("D4", CultureInfo.InvariantCulture)}.sql");
                await File.WriteAllTextAsync(path, text);
                files.Add(path);
            }

            await CompareAsync(files, _ => "generated");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsPostgreSql(string text) =>
        !text.Contains("-- engine:", StringComparison.Ordinal)
        || text.Contains("-- engine: postgresql", StringComparison.Ordinal);

    private static async Task CompareAsync(List<string> files, Func<string, string> name)
    {
        var documented = Documented();
        var against = new StringBuilder();
        var ours = files.ToDictionary(f => f, Review, StringComparer.Ordinal);
        foreach (var (file, rule, line) in await SquawkAsync(files))
        {
            var names = SafetyRules.Find($"squawk:{rule}").Select(r => r.Info.Name).ToList();
            var isFound = ours[file].Any(f => names.Contains(f.Rule.Name) && f.StatementLine - 1 <= line && line <= f.End.Line);
            var lines = await File.ReadAllLinesAsync(file);
            if (
                !isFound
                && !documented.Contains(rule)
                && !documented.Contains($"{rule} in {name(file)}")
                && !(documented.Contains("new objects") && IsOfNew(lines, line))
            )
            {
                var text = lines[line - 1];
                against.Append(
                    CultureInfo.InvariantCulture,
                    $"{name(file)}:{line}: {rule} ({string.Join(", ", names)}): {text}\n"
                );
            }
        }

        Assert.True(against.Length == 0, against.ToString());
    }

    // Whether a line names what a line before it creates.
    private static bool IsOfNew(string[] lines, int line) =>
        lines
            .Take(line - 1)
            .Select(l => Creation().Match(l))
            .Any(m =>
                m.Success
                && Regex.IsMatch(lines[line - 1], $@"\b{Regex.Escape(m.Groups["name"].Value)}\b", RegexOptions.None, Patience)
            );

    [GeneratedRegex(
        @"^\s*create\s+(temp(orary)?\s+|unlogged\s+)?(table|domain|type)\s+(if\s+not\s+exists\s+)?(?<name>[\w.]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Creation();

    private static List<LintFinding> Review(string file)
    {
        var on = SafetyRules.All.Select(r => new RuleEntry(r.Info.Name, true)).ToSequence();
        return Linter
            .Run(
                [new MigrationText("x.sql", File.ReadAllText(file))],
                LintTarget.Parse("postgresql:15"),
                new() { Rules = new(on) }
            )
            .Findings.ToList();
    }

    private static HashSet<string> Documented() =>
        File.ReadLines(Repository.PathOf("cases", "lint", "squawk.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l[..l.IndexOf(": ", StringComparison.Ordinal)])
            .ToHashSet(StringComparer.Ordinal);

    // Lines are counted from 1 here, from 0 by squawk.
    private static async Task<List<(string File, string Rule, int Line)>> SquawkAsync(List<string> files)
    {
        // Its status says whether it found something.
        var squawk = ProgramRun.Of(NodePackages.Program("squawk"), ["--pg-version", "15.0", "--reporter", "Json", .. files]);
        var text = (await ProgramRun.RunAsync(squawk)).Output;
        using var json = JsonDocument.Parse(text);
        return json
            .RootElement.EnumerateArray()
            .Select(f =>
                (
                    f.GetProperty("file").GetString()!,
                    f.GetProperty("rule_name").GetString()!,
                    f.GetProperty("line").GetInt32() + 1
                )
            )
            .ToList();
    }
}
