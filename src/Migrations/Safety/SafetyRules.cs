using System.Collections.Frozen;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A group of rules: one folder.</summary>
/// <param name="Title">Its title on the pages.</param>
/// <param name="Rules">Its rules, by their names.</param>
public sealed record RuleGroup(string Title, Sequence<LintRule> Rules);

/// <summary>All rules of the review of migrations.</summary>
public static class SafetyRules
{
    /// <summary>The rules by what they are about.</summary>
    public static Sequence<RuleGroup> Groups { get; } =
    [
        new("Indexes", IndexRules.All),
        new("Constraints", ConstraintRules.All),
        new("Columns", ColumnRules.All),
        new("Types", TypeRules.All),
        new("Compatibility", CompatibilityRules.All),
        new("Transactions and locks", TransactionRules.All),
        new("Security", SecurityRules.All),
        new("Naming and shape", NamingRules.All),
        new("Writes and queries", WriteRules.All),
        new("Locks of single statements", LockingRules.All),
        new("Files", FileRules.All),
    ];

    /// <summary>All of them.</summary>
    public static Sequence<LintRule> All { get; } = Groups.SelectMany(g => g.Rules).ToSequence();

    private static readonly FrozenDictionary<string, Sequence<LintRule>> ByName = All.SelectMany(r =>
            r.Info.Aliases.Select(a => (Name: a, Rule: r))
                .Concat(r.Info.Aliases.Select(a => (Name: a[(a.IndexOf(':', StringComparison.Ordinal) + 1)..], Rule: r)))
                .Append((Name: r.Info.Name, Rule: r))
        )
        .GroupBy(r => r.Name, r => r.Rule, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.Distinct().ToSequence(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The rules of a name: their own, or another tool's, with the tool before it or not (<c>eugene:E6</c>, <c>E6</c>). None when nobody
    /// uses that name; several when another tool's rule is more than one here.
    /// </summary>
    public static Sequence<LintRule> Find(string name) => ByName.GetValueOrDefault(name.Trim(), []);
}
