using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>Whether a fact about a design, or about how it was proved, is so, and the sentence that says it with its figures.</summary>
/// <param name="Holds">Whether it is so.</param>
/// <param name="Text">The sentence; markup.</param>
internal sealed record Fact(bool Holds, string Text);

/// <summary>A box of the brief and what may tick it.</summary>
/// <param name="Text">The box, word for word.</param>
internal sealed record ChecklistBox(string Text)
{
    /// <summary>The verdicts of the report that must all hold.</summary>
    public Sequence<string> Verdicts { get; init; } = [];

    /// <summary>What must also be so in the design or the report.</summary>
    public Func<DatabaseDesign, ProofReport, Fact>? Fact { get; init; }

    /// <summary>Why it stays open whatever the report says.</summary>
    public string? Open { get; init; }

    /// <summary>A box that stays open, with the reason.</summary>
    public static ChecklistBox Later(string text, string reason) => new(text) { Open = reason };

    /// <summary>A box that verdicts tick.</summary>
    public static ChecklistBox Proven(string text, params string[] verdicts) => new(text) { Verdicts = verdicts.ToSequence() };

    /// <summary>A box that a fact ticks, together with verdicts.</summary>
    public static ChecklistBox Proven(string text, Func<DatabaseDesign, ProofReport, Fact> fact, params string[] verdicts) =>
        new(text) { Fact = fact, Verdicts = verdicts.ToSequence() };
}

/// <summary>A group of boxes under its heading.</summary>
/// <param name="Heading">The heading, word for word.</param>
/// <param name="Prefix">What the ids of its boxes begin with: <c>DA-QA</c>.</param>
/// <param name="Boxes">The boxes in their order.</param>
internal sealed record ChecklistGroup(string Heading, string Prefix, Sequence<ChecklistBox> Boxes)
{
    /// <summary>The stable id of a box, counted from 0.</summary>
    public string Id(int index) => FormattableString.Invariant($"{Prefix}-{index + 1:00}");
}

/// <summary>A document of the brief.</summary>
/// <param name="Title">Its title.</param>
/// <param name="About">What kind of boxes it has, when they are not marked as such.</param>
/// <param name="Groups">Its groups in their order.</param>
internal sealed record ChecklistDocument(string Title, string About, Sequence<ChecklistGroup> Groups);

/// <summary>Whether a box is ticked, and the evidence or the reason.</summary>
/// <param name="IsTicked">Whether there is evidence.</param>
/// <param name="Why">The evidence, or why it is open; markup.</param>
internal sealed record BoxState(bool IsTicked, string Why)
{
    /// <summary>The state of a box. Without a report nothing is ticked: a design claims, only a run shows.</summary>
    public static BoxState Of(ChecklistBox box, DatabaseDesign design, ProofReport? report)
    {
        if (box.Open is { } reason)
        {
            return new(false, reason);
        }

        if (report is null)
        {
            return new(false, NotRun(design));
        }

        var evidence = new List<string>();
        if (box.Fact?.Invoke(design, report) is { } fact)
        {
            if (!fact.Holds)
            {
                return new(false, fact.Text);
            }

            evidence.Add(fact.Text);
        }

        foreach (var id in box.Verdicts)
        {
            var (holds, text) = Verdict(id, report);
            if (!holds)
            {
                return new(false, text);
            }

            evidence.Add(text);
        }

        return new(true, string.Join(" ", evidence));
    }

    /// <summary>Why a box is open when nothing was run.</summary>
    public static string NotRun(DatabaseDesign design) =>
        design.NotExecuted is null
            ? "not run yet; `dbwright prove` decides it"
            : "not run: checked against the published grammar, not executed";

    /// <summary>What the report says about a claim; markup.</summary>
    public static (bool Holds, string Text) Verdict(string id, ProofReport report)
    {
        var verdict = report.Verdicts.FirstOrDefault(v => v.Id == id);
        return verdict switch
        {
            null => (false, $"{Markdown.Span(id)} is not in the report: this run did not check it"),
            { State: EvidenceState.Unverified } => (false, $"not verified: {Markdown.Escape(verdict.Detail)}"),
            { Holds: false } => (
                false,
                $"**does not hold**: {Markdown.Escape(verdict.Claim)}: {Markdown.Escape(verdict.Detail)} ({Markdown.Span(id)})"
            ),
            _ => (
                true,
                $"{Markdown.Escape(verdict.Claim)}: {Markdown.Escape(verdict.Detail)} ({Markdown.Span(id)}, {Words.Of(verdict.State)})"
            ),
        };
    }
}
