using System.Text.RegularExpressions;
using Dbwright.Migrations;
using Xunit;

namespace Dbwright.Tests;

public sealed partial class SafetyRulesTests
{
    [Fact]
    public void Every_rule_that_is_written_is_in_the_list()
    {
        var written = typeof(LintRule)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(LintRule)) && !t.IsAbstract)
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(written, SafetyRules.All.Select(r => r.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_are_unique_and_in_kebab_case()
    {
        Assert.Equal(SafetyRules.All.Count, SafetyRules.All.Select(r => r.Info.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(SafetyRules.All, r => Assert.Matches(Kebab(), r.Info.Name));
    }

    [Fact]
    public void Groups_list_their_rules_by_name() =>
        Assert.All(
            SafetyRules.Groups,
            g => Assert.Equal(g.Rules.Select(r => r.Info.Name).Order(StringComparer.Ordinal), g.Rules.Select(r => r.Info.Name))
        );

    [Fact]
    public void Aliases_name_a_tool_that_is_known()
    {
        string[] tools = ["squawk", "strong_migrations", "atlas", "eugene", "bytebase", "pg-schema-diff", "skeema", "ptah"];
        Assert.All(SafetyRules.All, r => Assert.All(r.Info.Aliases, a => Assert.Contains(a.Split(':')[0], tools)));
        Assert.All(SafetyRules.All, r => Assert.Equal(r.Info.Aliases.Count, r.Info.Aliases.Distinct().Count()));
    }

    [Fact]
    public void Words_name_no_number_of_the_catalogue() =>
        Assert.All(SafetyRules.All, r => Assert.DoesNotMatch(Number(), $"{r.Info.Title} {r.Info.Why} {r.Info.Instead}"));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();

    [GeneratedRegex(@"\b[UN]-\d\d", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
