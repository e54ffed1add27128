using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsExamplesTests
{
    public static TheoryData<string> Examples() =>
        [
            .. Directory
                .GetDirectories(Path.Combine(Repository.Root, "examples"))
                .Select(d => Path.GetFileName(d)!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_read_without_error(string example)
    {
        var path = Path.Combine(Repository.Root, "examples", example, "requirements.yaml");
        try
        {
            var requirements = RequirementsReader.Read(path);
            Assert.NotEmpty(requirements.Entities);
            Assert.NotEmpty(requirements.Access);
        }
        catch (Failure failure)
        {
            Assert.Fail(string.Join("\n", failure.Findings.Select(f => $"{f.Location}: {f.Title} {f.Detail} {f.Fix}")));
        }
    }
}
