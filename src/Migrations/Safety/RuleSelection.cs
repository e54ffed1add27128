using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Which rules speak, and how loud. Later entries win.</summary>
/// <param name="Entries">What was said of rules, in order.</param>
public sealed record RuleSelection(Sequence<RuleEntry> Entries)
{
    /// <summary>Every rule as it is by itself.</summary>
    public static RuleSelection Default { get; } = new([]);

    /// <summary>When not empty, these rules alone speak, opt-in ones included.</summary>
    public Sequence<string> Only { get; init; } = [];

    /// <summary>Whether it is the same for all files.</summary>
    public bool IsSameEverywhere => !Entries.Any(e => e.Path is not null);

    /// <summary>The severity with which a rule speaks of a file; <see langword="null"/> when it is silent.</summary>
    public Severity? Of(RuleInfo rule, string file)
    {
        if (Only.Count > 0 && !Only.Contains(rule.Name, StringComparer.Ordinal))
        {
            return null;
        }

        Severity? severity = rule.IsOptIn && Only.Count == 0 ? null : rule.Severity;
        foreach (var entry in Entries.AsSpan())
        {
            if ((entry.Rule is "*" || entry.Rule == rule.Name) && (entry.Path is null || PathPattern.IsMatch(entry.Path, file)))
            {
                severity =
                    !entry.IsOn ? null
                    : entry.Severity is { } said ? said
                    : severity ?? rule.Severity;
            }
        }

        return severity;
    }
}

/// <summary>What was said of a rule.</summary>
/// <param name="Rule">Its name, or <c>*</c> for every rule.</param>
/// <param name="IsOn">Whether it speaks.</param>
/// <param name="Severity">How loud; <see langword="null"/> as it is by itself.</param>
/// <param name="Path">The files of which it is said, as a pattern; <see langword="null"/> for all.</param>
public sealed record RuleEntry(string Rule, bool IsOn, Severity? Severity = null, string? Path = null);
