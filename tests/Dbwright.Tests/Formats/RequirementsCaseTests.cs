using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

/// <summary>
/// Every file of <c>cases/requirements</c> begins with the errors that it must give, one line each: <c># expect LINE:COLUMN RULE | TITLE | FIX</c>.
/// Adding a case is adding a file; with <c>DBWRIGHT_GOLDEN=write</c> the lines are written, to be read before they are committed.
/// </summary>
public sealed class RequirementsCaseTests
{
    private const string Mark = "# expect ";
    private static readonly string Folder = Repository.PathOf("cases/requirements");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_document_gives_all_of_its_errors(string file)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN") == "write")
        {
            var body = string.Join('\n', text.Split('\n').SkipWhile(l => l.StartsWith(Mark)));
            var count = Errors(body, file).Count;
            text =
                string.Concat(
                    Errors(string.Concat(Enumerable.Repeat(Mark + "\n", count)) + body, file).Select(e => $"{Mark}{e}\n")
                ) + body;
            File.WriteAllText(path, text);
        }

        var expected = text.Split('\n').TakeWhile(l => l.StartsWith(Mark)).Select(l => l[Mark.Length..]).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Errors(text, file));
    }

    private static List<string> Errors(string text, string file)
    {
        var failure = Assert.Throws<Failure>(() =>
            RequirementsReader.Parse(
                text,
                file,
                name => File.Exists(Path.Combine(Folder, name)) ? File.ReadAllText(Path.Combine(Folder, name)) : null
            )
        );
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        return failure.Findings.Select(f => Line(f, file)).ToList();
    }

    private static string Line(Finding finding, string file)
    {
        var at =
            finding.Location is not { } location ? ""
            : location.File == file ? $"{location.Line}:{location.Column} "
            : $"{location} ";
        return $"{at}{finding.Rule} | {finding.Title}{(finding.Fix is null ? "" : $" | {finding.Fix}")}".ReplaceLineEndings(" ");
    }
}
