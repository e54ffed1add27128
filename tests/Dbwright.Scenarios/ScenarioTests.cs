using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>Runs every script of <c>cases/scenarios</c> over the built program.</summary>
public sealed class ScenarioTests
{
    /// <summary>The scripts.</summary>
    public static TheoryData<string> Scripts =>
        new(
            Directory
                .GetFiles(Repository.PathOf("cases", "scenarios"), "*.txt")
                .Select(p => Path.GetFileName(p)!)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Script_holds(string script) => Scenario.Read(Repository.PathOf("cases", "scenarios", script)).RunAsync();
}
