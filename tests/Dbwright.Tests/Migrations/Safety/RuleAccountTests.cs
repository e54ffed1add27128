using Dbwright.Migrations;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>The catalogue of known dangers (known-dangers.txt): each has a rule, or is listed with the reason why it has none.</summary>
public sealed class RuleAccountTests
{
    [Fact]
    public void Every_known_danger_has_a_rule_or_a_reason()
    {
        var known = File.ReadAllLines(Repository.PathOf("tests", "Dbwright.Tests", "Migrations", "Safety", "known-dangers.txt"));
        var built = SafetyRules.All.SelectMany(r => Numbers(r.Info.Reference)).ToHashSet(StringComparer.Ordinal);
        var unbuilt = UnbuiltRule.All.SelectMany(u => Numbers(u.Reference)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(186, known.Length);
        Assert.Empty(known.Except(built, StringComparer.Ordinal).Except(unbuilt, StringComparer.Ordinal));
        Assert.Empty(built.Intersect(unbuilt, StringComparer.Ordinal));
        Assert.Empty(built.Union(unbuilt, StringComparer.Ordinal).Except(known, StringComparer.Ordinal));
    }

    private static string[] Numbers(string reference) =>
        reference.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
