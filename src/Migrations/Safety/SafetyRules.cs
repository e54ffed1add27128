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
        new("Tables made anew", RebuildRules.All),
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

    /// <summary>
    /// The rules of a name: their own, or another tool's, with the tool before it or not (<c>eugene:E6</c>, <c>E6</c>). None when nobody
    /// uses that name; several when another tool's rule is more than one here.
    /// </summary>
    public static Sequence<LintRule> Find(string name) => Names.All.TryGetValue(name.Trim(), out var rules) ? [.. rules] : [];

    // Made when a name is asked for first, which most reviews never do.
    private static class Names
    {
        public static readonly Dictionary<string, List<LintRule>> All = Read();

        private static Dictionary<string, List<LintRule>> Read()
        {
            var names = new Dictionary<string, List<LintRule>>(StringComparer.OrdinalIgnoreCase);
            foreach (var rule in SafetyRules.All)
            {
                Add(rule.Info.Name, rule);
                foreach (var alias in rule.Info.Aliases)
                {
                    Add(alias, rule);
                    Add(alias[(alias.IndexOf(':', StringComparison.Ordinal) + 1)..], rule);
                }
            }

            return names;

            void Add(string name, LintRule rule)
            {
                if (!names.TryGetValue(name, out var rules))
                {
                    names.Add(name, rules = []);
                }

                if (!rules.Contains(rule))
                {
                    rules.Add(rule);
                }
            }
        }
    }
}
