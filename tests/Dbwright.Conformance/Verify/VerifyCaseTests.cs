using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Verify;

/// <summary>
/// The cases in <c>cases/verify/ENGINE/CASE</c>: a folder of migrations, perhaps statements of the old application
/// (<c>statements.sql</c>), and what verifying it finds (<c>expect.txt</c>; DBWRIGHT_GOLDEN=write writes it).
/// </summary>
public sealed partial class VerifyCaseTests
{
    public static TheoryData<string> Cases()
    {
        var root = Repository.PathOf("cases", "verify");
        var filter = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var data = new TheoryData<string>();
        foreach (
            var path in Directory
                .EnumerateDirectories(root, "migrations", SearchOption.AllDirectories)
                .Select(m => Path.GetRelativePath(root, Path.GetDirectoryName(m)!).Replace('\\', '/'))
                .Where(c => c.Contains(filter, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            data.Add(path);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_found_is_what_the_case_says(string path)
    {
        var folder = Repository.PathOf(["cases", "verify", .. path.Split('/')]);
        var statements = Path.Combine(folder, "statements.sql");
        var migrations = Path.Combine(folder, "migrations");
        var request = new VerifyRequest(migrations)
        {
            Engine = path.Split('/')[0],
            Rows = ["200"],
            Statements = File.Exists(statements) ? statements : null,
            LongestStall = TimeSpan.FromMilliseconds(path.EndsWith("/blocking", StringComparison.Ordinal) ? 800 : 5_000),
            KeepsNothing = true,
        };
        var context = SourceContext.Create();
        var result = await VerifyHandler.RunAsync(request, context, CancellationToken.None);

        var expected = Path.Combine(folder, "expect.txt");
        var mode = Golden.ModeFrom(
            Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN"),
            Environment.GetEnvironmentVariable("CI")
        );
        var mismatch = Golden.Mismatch(Show(result, migrations), expected, Repository.PathOf("artifacts", "golden"), mode);
        Assert.True(mismatch is null, mismatch);
    }

    private static string Show(VerifyResult result, string migrations)
    {
        var text = new StringBuilder();
        foreach (var file in result.Files)
        {
            text.Append(Path.GetFileName(file.File)).Append(": ").Append(VerifyJson.Word(file.Outcome)).Append('\n');
            var held = file.Verdicts.Where(v => v is { State: EvidenceState.Executed, Holds: true }).Select(v => v.Id);
            text.Append($"  holds: {string.Join(", ", held)}".TrimEnd()).Append('\n');
            foreach (var verdict in file.Verdicts.Where(v => v is not { State: EvidenceState.Executed, Holds: true }))
            {
                var word = verdict.State == EvidenceState.Executed ? "refuted" : "not checked";
                text.Append($"  {verdict.Id} {word}: {verdict.Claim}. {Steady(verdict.Detail)}\n");
            }

            foreach (var loss in file.Losses)
            {
                text.Append($"  destroys: {loss}\n");
            }

            foreach (var line in (file.GeneratedDown ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append($"  generated: {line}\n");
            }
        }

        return text.ToString();

        string Steady(string detail) =>
            Time()
                .Replace(detail, "# ms")
                .Replace(migrations + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                .Replace(Path.GetDirectoryName(migrations) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b[\d.]+ m?s\b(: (select|update) .*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
