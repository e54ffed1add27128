using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>Findings as compilers print them: <c>file:line:column: error: what [rule]</c>, then why and what to do.</summary>
internal static class FindingText
{
    /// <summary>How many notes are shown before the rest is folded into one line.</summary>
    private const int NotesShown = 12;

    /// <summary>Writes findings, the most severe first.</summary>
    /// <param name="findings">They.</param>
    /// <param name="writer">Takes them.</param>
    /// <param name="rest">Where notes are that are not shown.</param>
    public static void Write(Sequence<Finding> findings, TextWriter writer, string rest = "requirements.md and in --format json")
    {
        foreach (var finding in findings.Where(f => f.Severity != Severity.Note).OrderByDescending(f => f.Severity))
        {
            WriteOne(finding, writer);
        }

        var notes = findings.Where(f => f.Severity == Severity.Note).ToList();
        foreach (var note in notes.Take(NotesShown))
        {
            WriteOne(note, writer);
        }

        if (notes.Count > NotesShown)
        {
            writer.WriteLine($"note: {notes.Count - NotesShown} more notes are in {rest}.");
        }
    }

    private static void WriteOne(Finding finding, TextWriter writer)
    {
        var place = finding.Location is { } at ? $"{at}: " : "";
        writer.WriteLine($"{place}{finding.Severity.ToString().ToLowerInvariant()}: {finding.Title} [{finding.Rule}]");
        WriteIndented(finding.Detail, writer);
        WriteIndented(finding.Fix is null ? "" : $"fix: {finding.Fix}", writer);
    }

    private static void WriteIndented(string text, TextWriter writer)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteLine($"    {line}");
        }
    }
}
