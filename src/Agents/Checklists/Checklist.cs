using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Agents;

/// <summary>
/// Every box of the five documents of the brief, under the document's heading and its own, with a stable id: ticked by evidence, which
/// is named, or open with the reason.
/// </summary>
public static class Checklist
{
    /// <summary>The file's name.</summary>
    public const string Name = "checklist.md";

    private static readonly Sequence<ChecklistDocument> Documents =
    [
        DatabaseArchitectBoxes.Document,
        DesignCommandBoxes.Document,
        DatabaseEngineerBoxes.Document,
        ModuleBoxes.Document,
        WorkflowBoxes.Document,
    ];

    /// <summary>The checklist.</summary>
    /// <param name="design">The design.</param>
    /// <param name="report">What was proved; without it nothing is ticked.</param>
    public static string Write(DatabaseDesign design, ProofReport? report)
    {
        var page = new Markdown().Heading(1, "Checklist");
        var states = States(design, report).ToList();
        var ticked = states.Count(s => s.State.IsTicked);
        page.Paragraph(
            $"Every point of the five documents of the brief. **{ticked} of {Quantity.Count(states.Count, "box")} ticked.** "
                + "A box is ticked only by something that was run, and the evidence is named under it; the others say why they are open."
        );
        page.Paragraph(
            report is null && design.NotExecuted is { } why ? $"Nothing was run, so nothing is ticked: {why}"
            : report is null
                ? "Nothing was run yet, so nothing is ticked. `dbwright prove` runs what the design claims and writes this file again."
            : $"Evidence: `evidence/report.html`, {Markdown.Escape(report.EngineVersion)}, "
                + $"{Quantity.Count(report.Loads.Sum(l => l.Rows))} rows, {Markdown.Span(report.Command)}."
        );
        foreach (var document in Documents)
        {
            page.Heading(2, Markdown.Escape(document.Title)).Paragraph(document.About);
            foreach (var group in document.Groups)
            {
                page.Heading(3, Markdown.Escape(group.Heading))
                    .List(group.Boxes.Select((b, i) => Line(group, i, BoxState.Of(b, design, report))));
            }
        }

        return page.ToString();
    }

    /// <summary>All boxes with their ids and states, in the order of the documents.</summary>
    internal static IEnumerable<(string Id, ChecklistBox Box, BoxState State)> States(
        DatabaseDesign design,
        ProofReport? report
    ) =>
        from document in Documents
        from grouped in document.Groups
        from box in grouped.Boxes.Select((b, i) => (Id: grouped.Id(i), Box: b))
        select (box.Id, box.Box, BoxState.Of(box.Box, design, report));

    private static string Line(ChecklistGroup group, int index, BoxState state) =>
        $"[{(state.IsTicked ? "x" : " ")}] **{group.Id(index)}** {Markdown.Escape(group.Boxes[index].Text)}\n"
        + $"- {(state.IsTicked ? "Evidence" : "Open")}: {state.Why}";
}
