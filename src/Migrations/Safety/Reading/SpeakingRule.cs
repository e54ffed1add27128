using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A rule that speaks of a file.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">How loud.</param>
internal sealed record SpeakingRule(LintRule Rule, Severity Severity)
{
    /// <summary>Its look at a statement: bound once, as it is called for every statement.</summary>
    public Action<StatementContext> Check { get; } = Rule.Check;

    /// <summary>The rules that speak of a file.</summary>
    /// <param name="target">The server that it is written for.</param>
    /// <param name="options">What is said of rules.</param>
    /// <param name="file">Its path.</param>
    public static SpeakingRule[] Of(LintTarget target, LintOptions options, string file)
    {
        var speaking = new List<SpeakingRule>();
        foreach (var rule in SafetyRules.All.AsSpan())
        {
            if (IsFor(rule.Info, target) && options.Rules.Of(rule.Info, file) is { } severity)
            {
                speaking.Add(new(rule, severity));
            }
        }

        return [.. speaking];
    }

    /// <summary>Whether a rule is about the server.</summary>
    public static bool IsFor(RuleInfo rule, LintTarget target) =>
        (rule.Engines & target.Engine) != LintEngines.None
        && !(rule.Since is { } since && target.IsBefore(since.Major, since.Minor))
        && !(rule.Until is { } until && target.AtLeast(until.Major, until.Minor));
}
