using System.Diagnostics;
using System.Text;
using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsRobustnessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-requirements-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n# nothing but a comment\n")]
    [InlineData("---\n...\n")]
    public void An_empty_document_says_how_to_start(string text) => Only("empty-document", "a.yaml:1:1", () => Parse(text));

    [Fact]
    public void Binary_files_are_no_text()
    {
        Only(
            "binary",
            $"{Write([0x61, 0x0a, 0x62, 0x00, 0x01])}:2:2",
            () => RequirementsReader.Read(Path.Combine(folder, "a.yaml"))
        );
        Only(
            "binary",
            $"{Write([0x61, 0x0a, 0x62, 0x63, 0xff, 0xfe])}:2:3",
            () => RequirementsReader.Read(Path.Combine(folder, "a.yaml"))
        );
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        var path = Write([0xef, 0xbb, 0xbf, .. "application: A\nentities: { b: }\nx: 1"u8]);
        Only("unknown-key", $"{path}:3:1", () => RequirementsReader.Read(path));
        Assert.Equal("A", Parse("\ufeffapplication: A\nentities: { b: }").Application);
    }

    [Fact]
    public void Files_that_are_not_there_are_named()
    {
        var path = Path.Combine(folder, "missing.yaml");
        Assert.Contains("missing.yaml", Only("file", null, () => RequirementsReader.Read(path)).Title);
        Only("file", null, () => RequirementsReader.Read(folder));
    }

    [Fact]
    public void Sixteen_megabytes_are_enough()
    {
        Only(
            "size",
            $"{Write(new byte[RequirementsReader.MaximumBytes + 1])}:1:1",
            () => RequirementsReader.Read(Path.Combine(folder, "a.yaml"))
        );
        Only("size", "a.yaml:1:1", () => Parse(new string(' ', RequirementsReader.MaximumBytes + 1)));
    }

    private static readonly Dictionary<string, string> Texts = new()
    {
        { "one line", new string('x', 10_000_000) },
        { "words", string.Concat(Enumerable.Repeat("lorem ipsum\n", 800_000)) },
        {
            "keys",
            "application: A\nentities:\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"  key{i}: {{ bad: 1 }}\n"))
        },
        { "same key", string.Concat(Enumerable.Repeat("nonsense: 1\n", 800_000)) },
        { "items", "application: A\nentities: {}\nrelationships:\n" + string.Concat(Enumerable.Repeat("- a\n", 500_000)) },
        { "quotes", "a: \"" + new string('\'', 10_000_000) },
        { "colons", new string(':', 1_000_000) },
        { "brackets", new string('[', 100_000) },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", 100_000)) },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 100_000)) },
        { "question marks", string.Concat(Enumerable.Repeat("? ", 100_000)) },
        { "closed brackets", "a: " + new string('[', 50_000) + new string(']', 50_000) },
        { "indents", string.Concat(Enumerable.Range(0, 1_000).Select(i => new string(' ', i) + "a:\n")) },
        {
            "parentheses",
            "application: A\nentities: { a: { attributes: { b: text }, rules: [\"" + new string('(', 3_900) + "\"] } }"
        },
        {
            "nots",
            "application: A\nentities: { a: { attributes: { b: text }, rules: [\""
                + string.Concat(Enumerable.Repeat("not ", 900))
                + "\"] } }"
        },
        {
            "sum",
            "application: A\nentities: { a: { attributes: { b: integer }, rules: [\""
                + string.Concat(Enumerable.Repeat("b + ", 450))
                + "b\"] } }"
        },
        {
            "path",
            "application: A\nentities: { a: {} }\naccess: { x: { find: a, return: ["
                + string.Concat(Enumerable.Repeat("a.", 100_000))
                + "a] } }"
        },
        { "anchors", "a: &a [x]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"b{i}: &b{i} [*a, *a, *a, *a]\n")) },
    };

    public static TheoryData<string> Bombs() => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Nonsense_of_any_size_is_refused_quickly(string what)
    {
        var text = Texts[what];
        var time = Stopwatch.StartNew();
        var failure = Assert.Throws<Failure>(() => Parse(text));
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(10), $"{what} took {time.Elapsed}");
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.InRange(failure.Findings.Count, 1, 51);
        Assert.All(
            failure.Findings,
            f => Assert.True(f.Title.Length + f.Detail.Length + (f.Fix ?? "").Length < 4_000, $"{what}: {f.Title}")
        );
    }

    [Fact]
    public void More_than_fifty_errors_are_counted()
    {
        var failure = Assert.Throws<Failure>(() =>
            Parse("application: A\nentities: { b: }\n" + string.Concat(Enumerable.Range(0, 80).Select(i => $"key{i}: 1\n")))
        );
        Assert.Equal(51, failure.Findings.Count);
        Assert.Equal("30 more errors are not shown", failure.Findings[50].Title);
        Assert.Equal(3, failure.Findings[0].Location!.Line);
    }

    [Fact]
    public void A_long_chain_of_references_is_followed_without_recursion()
    {
        var text = new StringBuilder("application: A\nentities:\n");
        for (var i = 0; i < 2_000; i++)
        {
            text.Append($"  e{i}: {{}}\n");
        }

        text.Append("relationships:\n");
        for (var i = 1; i < 2_000; i++)
        {
            text.Append($"  - e{i - 1} 1..* e{i}\n");
        }

        Assert.Equal(2_000, Parse(text.ToString()).Entities.Count);
        text.Append("  - e1999 1..* e0\n");
        Assert.Equal("required-cycle", Assert.Throws<Failure>(() => Parse(text.ToString())).Findings[0].Rule);
    }

    [Fact]
    public void Two_hundred_entities_are_read_in_less_than_300_milliseconds()
    {
        var text = Large(200);
        Parse(text);
        var best = Enumerable
            .Range(0, 5)
            .Min(_ =>
            {
                var time = Stopwatch.StartNew();
                Parse(text);
                return time.Elapsed;
            });
        Assert.True(best < TimeSpan.FromMilliseconds(300), $"It took {best.TotalMilliseconds:0} ms.");
    }

    [Fact]
    public void Mutated_documents_are_read_or_refused_and_nothing_else()
    {
        var sources = RequirementsTemplates
            .Domains.Select(RequirementsTemplates.Of)
            .Concat(RequirementsGuideTests.Documents())
            .ToList();
        var random = new Random(20_260_131);
        var refused = 0;
        const int Runs = 3_000;
        for (var i = 0; i < Runs; i++)
        {
            var text = Mutated(sources[random.Next(sources.Count)], sources, random);
            try
            {
                Parse(text);
            }
            catch (Failure failure)
            {
                refused++;
                Assert.Equal(ExitStatus.BadInput, failure.Status);
                Assert.NotEmpty(failure.Findings);
            }
            catch (Exception other)
            {
                Assert.Fail($"Run {i}: {other}\n{text}");
            }
        }

        Assert.InRange(refused, Runs / 3, Runs - 1);
    }

    private static string Mutated(string text, List<string> sources, Random random)
    {
        const string Alphabet = "abz019_-.,:;#?!*+&|>'\"()[]{}<=%@~/\\ \t\n\r\u00e4\u2028\ud83d";
        var mutated = new StringBuilder(text);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                    break;
                case 2:
                    mutated[at] = Alphabet[random.Next(Alphabet.Length)];
                    break;
                case 3:
                    mutated.Insert(at, mutated.ToString(at, length));
                    break;
                case 4:
                    var other = sources[random.Next(sources.Count)];
                    var from = random.Next(other.Length);
                    mutated.Insert(at, other.AsSpan(from, Math.Min(random.Next(1, 60), other.Length - from)));
                    break;
                default:
                    var lines = mutated.ToString().Split('\n');
                    (lines[random.Next(lines.Length)], lines[0]) = (
                        lines[random.Next(lines.Length)],
                        lines[random.Next(lines.Length)]
                    );
                    mutated = new(string.Join('\n', lines));
                    break;
            }

            if (mutated.Length == 0)
            {
                break;
            }
        }

        return mutated.ToString();
    }

    private static string Large(int entities)
    {
        var text = new StringBuilder("application: Large\nentities:\n");
        for (var i = 0; i < entities; i++)
        {
            text.Append($"  entity_{i}:\n    volume: {{ rows: 10k }}\n    attributes:\n");
            for (var a = 0; a < 12; a++)
            {
                text.Append(
                    $"      attribute_{a}: {(a % 3 == 0 ? "text(200)" : a % 3 == 1 ? "integer >= 0 = 1" : "enum(a, b, c) = b")}\n"
                );
            }

            text.Append("    rules: [attribute_1 < attribute_4 + 100, length(attribute_0) > 1]\n");
        }

        text.Append("relationships:\n");
        for (var i = 1; i < entities; i++)
        {
            text.Append($"  - entity_{i / 2} 1..* entity_{i}\n");
        }

        text.Append("access:\n");
        for (var i = 1; i < entities; i++)
        {
            text.Append(
                $"  find-{i}: {{ find: entity_{i}, where: [attribute_0 =, attribute_2 = a], sort: [attribute_1 desc], limit: 10 }}\n  add-{i}: {{ insert: entity_{i} }}\n"
            );
        }

        return text.ToString();
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder, "a.yaml");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static Requirements Parse(string text) => RequirementsReader.Parse(text, "a.yaml", _ => null);

    private static Finding Only(string rule, string? at, Func<Requirements> read)
    {
        var failure = Assert.Throws<Failure>(read);
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        var finding = Assert.Single(failure.Findings);
        Assert.Equal((rule, at), (finding.Rule, finding.Location?.ToString()));
        return finding;
    }
}
