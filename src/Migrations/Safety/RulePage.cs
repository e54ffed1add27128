using System.Globalization;
using System.Text;

namespace Dbwright.Migrations;

/// <summary>The documentation pages of the rules, in Markdown.</summary>
public static class RulePage
{
    private static readonly LintEngines[] Engines =
    [
        LintEngines.PostgreSql,
        LintEngines.MariaDb,
        LintEngines.MySql,
        LintEngines.Sqlite,
    ];

    /// <summary>The page of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="bad">A text in which it finds something; empty for none.</param>
    /// <param name="good">The same without: the fixed text, or another good one; empty for none.</param>
    public static string Of(RuleInfo rule, string bad, string good)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {rule.Name}\n\n{rule.Title}.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Engines: {EnginesOf(rule)}. Severity: {SeverityOf(rule)}.");
        page.Append(
            rule.Exposure switch
            {
                Exposure.LargeTables => " Tables that the same file creates, and tables known to be small, make no findings.",
                Exposure.TablesInUse => " Tables that the same file creates make no findings.",
                _ => "",
            }
        );
        page.Append(CultureInfo.InvariantCulture, $"\n\n## Why\n\n{rule.Why}\n\n## What to do\n\n{rule.Instead}\n");
        if (bad.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Found\n\n```sql\n{bad.Trim('\n')}\n```\n");
        }

        if (good.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Better\n\n```sql\n{good.Trim('\n')}\n```\n");
        }

        if (rule.Aliases.Count > 0)
        {
            page.Append("\n## Known elsewhere as\n\n");
            foreach (var tool in rule.Aliases.GroupBy(a => a[..a.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal))
            {
                var names = tool.Select(a => $"`{a[(tool.Key.Length + 1)..]}`");
                page.Append(CultureInfo.InvariantCulture, $"- {tool.Key}: {string.Join(", ", names)}\n");
            }
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"\nTo keep it silent for one statement, write `-- dbwright:ignore {rule.Name}` before it, and why.\n"
        );
        return page.ToString();
    }

    /// <summary>The list of all rules.</summary>
    public static string Index()
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"# Rules of the review of migrations\n\n{SafetyRules.All.Count} rules. `dbwright migrate lint` uses all but those marked *opt-in*, which speak when they are asked for by name.\n"
        );
        foreach (var group in SafetyRules.Groups.AsSpan())
        {
            if (group.Rules.Count == 0)
            {
                continue;
            }

            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {group.Title}\n\n| rule | finds | engines | severity |\n|---|---|---|---|\n"
            );
            foreach (var rule in group.Rules.Select(r => r.Info))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| [{rule.Name}]({rule.Name}.md) | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {EnginesOf(rule)} | {SeverityOf(rule)} |\n"
                );
            }
        }

        page.Append(
            "\n## Not built\n\nDangers that other tools know and for which there is no rule, with the reason.\n\n| danger | reason |\n|---|---|\n"
        );
        foreach (var unbuilt in UnbuiltRule.All.AsSpan())
        {
            page.Append(CultureInfo.InvariantCulture, $"| {unbuilt.What} | {unbuilt.Reason} |\n");
        }

        return page.ToString();
    }

    private static string SeverityOf(RuleInfo rule) =>
        rule.Severity.ToString().ToLowerInvariant() + (rule.IsOptIn ? ", opt-in" : "");

    private static string EnginesOf(RuleInfo rule)
    {
        var names =
            rule.Engines == LintEngines.All
                ? "all"
                : string.Join(", ", Engines.Where(e => rule.Engines.HasFlag(e)).Select(LintTarget.TitleOf));
        return (rule.Since, rule.Until) switch
        {
            ({ } since, { } until) => $"{names} from {Short(since)}, before {Short(until)}",
            ({ } since, null) => $"{names} from {Short(since)}",
            (null, { } until) => $"{names} before {Short(until)}",
            _ => names,
        };
    }

    private static string Short(Version version) =>
        version.Minor == 0 ? version.Major.ToString(CultureInfo.InvariantCulture) : version.ToString(2);
}
