using System.Text.RegularExpressions;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>
/// What README and guide show is what the program prints: every <c>console</c> block is run in the repository. Figures may differ; a line
/// <c>…</c> stands for lines left out, and at the end of a line for the rest of it. What proves runs on half of the rows here; the
/// whole volumes are those of <c>./test --full</c>.
/// </summary>
public sealed partial class PageTests
{
    /// <summary>The pages with examples.</summary>
    public static TheoryData<string> Pages =>
        new("README.md", "docs/guide/commands.md", "docs/guide/diff.md", "docs/guide/mariadb.md", "docs/guide/seed.md");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Examples_print_what_the_page_shows(string page)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf(page.Split('/')));
        var shown = 0;
        foreach (var (command, expected) in Blocks().Matches(text).SelectMany(b => Commands(b.Groups["body"].Value)))
        {
            if (expected.Count > 0)
            {
                shown++;
                Compare(command, expected, await OutputOf(command));
            }
        }

        Assert.True(shown > 0, $"{page} shows no output.");
    }

    private static IEnumerable<(string Command, List<string> Output)> Commands(string block)
    {
        (string Command, List<string> Output)? current = null;
        foreach (var line in block.Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                if (current is { } done)
                {
                    yield return done;
                }

                current = (line[2..].Split('#')[0].Trim(), []);
            }
            else if (line.Trim().Length > 0)
            {
                current?.Output.Add(line);
            }
        }

        if (current is { } last)
        {
            yield return last;
        }
    }

    private static void Compare(string command, List<string> expected, string output)
    {
        var printed = output.Split('\n').Select(Folded).Where(l => l.Length > 0).ToList();
        var at = 0;
        var mayLeaveOut = false;
        foreach (var line in expected)
        {
            if (line.Trim() == "…")
            {
                mayLeaveOut = true;
                continue;
            }

            var shown = Folded(line);
            var found = shown.EndsWith('…')
                ? printed.FindIndex(at, l => l.StartsWith(shown[..^1], StringComparison.Ordinal))
                : printed.IndexOf(shown, at);
            Assert.True(found >= 0 && (mayLeaveOut || found == at), $"{command} does not print\n{line}\nbut\n{output}");
            at = found + 1;
            mayLeaveOut = false;
        }
    }

    private static async Task<string> OutputOf(string command)
    {
        var words = command.Split(' ');
        Assert.Equal("./dbwright", words[0]);
        string[] volume = words[1] == "prove" && !words.Contains("--scale") ? ["--scale", "0.5"] : [];
        var start = ProgramRun.OfDbwright([.. words[1..], .. volume]);
        start.WorkingDirectory = Repository.Root;
        return await ProgramRun.OutputAsync(start);
    }

    /// <summary>The line without its figures and with single blanks.</summary>
    private static string Folded(string line) => Blanks().Replace(Figures().Replace(line, "#"), " ").Trim();

    [GeneratedRegex("```console\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(?<![A-Za-z_])\d[\d.,]*(?![A-Za-z_])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figures();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();
}
