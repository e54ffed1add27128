using System.Text;
using Dbwright.Commands;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>Differences for people to read.</summary>
internal static class DiffText
{
    /// <summary>The changes as a table, what they do to a running system, and what running them showed; nothing when nothing differs.</summary>
    public static string Markdown(DiffResult result)
    {
        if (result.Changes.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        var changes = Whole(result.Changes).ToList();
        text.Append(Quantity.Count(changes.Count, "change")).Append(".\n\n| change | locks | dangers |\n|---|---|---|\n");
        foreach (var change in changes)
        {
            var steps = result.Plan.Steps.Where(s => s.Change == change).ToList();
            var locks = steps.Select(s => s.Lock).OfType<string>().Distinct();
            var hazards = steps.SelectMany(s => s.Hazards).Select(h => $"{h.Name}: {h.Detail}").Distinct();
            text.Append(
                $"| {Escaped(change.ToString())} | {Escaped(string.Join("; ", locks))} | {Escaped(string.Join(" ", hazards))} |\n"
            );
        }

        var rebuilt = result.Plan.Steps.Where(s => s.Reason is not null).Select(s => s.On.ToString()).Distinct().ToList();
        if (rebuilt.Count > 0)
        {
            text.Append($"\nDropped and made again around these: {Escaped(string.Join(", ", rebuilt))}.\n");
        }

        foreach (var proposal in result.Proposals)
        {
            text.Append($"\nPerhaps a rename: --rename {Escaped(proposal.Option)} (confidence {proposal.Confidence}: ")
                .Append($"{Escaped(string.Join("; ", proposal.Reasons))}).\n");
        }

        var state = result.Verification.State == EvidenceState.Executed ? "" : "Unverified. ";
        return text.Append($"\n{state}{result.Verification.Claim}. {result.Verification.Detail}\n").ToString();
    }

    // With a table that comes or goes, everything in it does.
    private static IEnumerable<Change> Whole(Sequence<Change> changes)
    {
        var tables = changes
            .Where(c => c is Change.Created or Change.Dropped && c.On.Kind == ObjectKind.Table)
            .Select(c => c.On.Name)
            .ToHashSet();
        return changes.Where(c => c.On.Part.Length == 0 || !tables.Contains(c.On.Name));
    }

    private static string Escaped(string text) => Formats.Markdown.Escape(text);
}
