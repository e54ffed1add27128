using System.Text;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsGuideTests
{
    private static readonly List<(int Line, string Text)> Blocks = ReadBlocks();

    public static TheoryData<int> Lines() => [.. Blocks.Select(b => b.Line)];

    /// <summary>The first block is a whole document; a later one replaces the parts of it that it names.</summary>
    public static string DocumentOf(string block)
    {
        var parts = Sections(block);
        var own = parts.Select(p => p.Key).ToHashSet();
        var document = new StringBuilder(block);
        foreach (var (key, text) in Sections(Blocks[0].Text))
        {
            var belongsToOtherEntities = own.Contains("entities") && key is "relationships" or "access";
            if (!own.Contains(key) && !belongsToOtherEntities && !(key == "access" && own.Contains("relationships")))
            {
                document.Append(text);
            }
        }

        return document.ToString();
    }

    public static IEnumerable<string> Documents() => Blocks.Select(b => DocumentOf(b.Text));

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_example_of_the_guide_is_read(int line)
    {
        var block = Blocks.Single(b => b.Line == line).Text;
        try
        {
            Assert.NotEmpty(RequirementsReader.Parse(DocumentOf(block), "guide", _ => null).Entities);
        }
        catch (Failure failure)
        {
            Assert.Fail(string.Join("\n", failure.Findings.Select(f => $"{f.Location}: {f.Title} {f.Detail} {f.Fix}")));
        }
    }

    [Fact]
    public void The_guide_shows_every_form_and_every_key()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs/guide/requirements.md"));
        var words = guide
            .Split([' ', '\n', '`', ':', '[', ']', '{', '}', ',', '|'], StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet();
        Assert.All(KeySet.All.SelectMany(k => k.Keys), k => Assert.Contains(k, words));
        Assert.All(SemanticTypes.Known, t => Assert.Contains(words, w => w == t || w.StartsWith(t + "(")));
    }

    private static List<(string Key, string Text)> Sections(string document)
    {
        var sections = new List<(string Key, string Text)>();
        foreach (var line in document.Split('\n'))
        {
            if (line.Length > 0 && char.IsAsciiLetter(line[0]))
            {
                sections.Add((line[..line.IndexOf(':')], ""));
            }

            if (sections.Count > 0)
            {
                sections[^1] = (sections[^1].Key, sections[^1].Text + line + "\n");
            }
        }

        return sections;
    }

    private static List<(int Line, string Text)> ReadBlocks()
    {
        var blocks = new List<(int, string)>();
        var lines = File.ReadAllLines(Repository.PathOf("docs/guide/requirements.md"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "```yaml")
            {
                var end = Array.IndexOf(lines, "```", i);
                blocks.Add((i + 1, string.Join('\n', lines[(i + 1)..end]) + "\n"));
                i = end;
            }
        }

        return blocks;
    }
}
