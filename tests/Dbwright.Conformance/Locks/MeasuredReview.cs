using System.Collections.Frozen;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Conformance.Locks;

/// <summary>Reviews a case with all rules, and with what was measured of its statement.</summary>
internal static class MeasuredReview
{
    /// <summary>What the rules say against the server.</summary>
    public static IReadOnlyList<string> Disagreements(LockCase it, LintTarget target, string server, StatementMeasure measure)
    {
        var before = it.Zone == "UTC" ? "" : $"set timezone = '{it.Zone}';\n";
        var measured = new Dictionary<string, Sequence<TriedStatement>>
        {
            ["case.sql"] = [new(before.Length, it.Sql.Length) { Measure = measure }],
        };
        var options = new LintOptions
        {
            Rules = new(SafetyRules.All.Select(r => new RuleEntry(r.Info.Name, true)).ToSequence()),
            Measured = new(server, measured.ToFrozenDictionary(StringComparer.Ordinal)),
        };
        var files = new MigrationText[]
        {
            new("setup.sql", it.Setup) { IsReported = false },
            new("case.sql", $"{before}{it.Sql};\n"),
        };
        return Linter
            .Run(files, target, options)
            .Findings.Where(f => f.Rule.Name == "engine-disagrees")
            .Select(f => f.Title)
            .ToList();
    }
}
