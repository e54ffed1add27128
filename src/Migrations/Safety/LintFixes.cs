using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Applies fixes to a text.</summary>
public static class LintFixes
{
    /// <summary>
    /// The text with the fixes of the findings. Of two that overlap the first is applied; an edit that several ask for is made once. Lines that come
    /// end as the file's first.
    /// </summary>
    /// <param name="text">The file's whole text.</param>
    /// <param name="findings">Findings of that file.</param>
    /// <returns>The new text and the findings whose fixes are in it.</returns>
    public static (string Text, Sequence<LintFinding> Applied) Apply(string text, IEnumerable<LintFinding> findings)
    {
        var edits = new List<TextEdit>();
        var applied = new List<LintFinding>();
        foreach (var finding in findings)
        {
            if (finding.Fix is not { Edits.Count: > 0 } fix)
            {
                continue;
            }

            var added = fix.Edits.Where(e => !edits.Contains(e)).ToList();
            if (!added.Exists(e => edits.Exists(other => Collide(e.Span, other.Span))))
            {
                edits.AddRange(added);
                applied.Add(finding);
            }
        }

        var feed = text.AsSpan().IndexOf('\n');
        var ending = feed > 0 && text[feed - 1] == '\r' ? "\r\n" : "\n";

        // From the end, so that places before stay; of several at one place the last first, so that they stand as listed.
        foreach (var edit in Enumerable.Reverse(edits).OrderByDescending(e => e.Span.Start))
        {
            text = string.Concat(
                text.AsSpan(0, edit.Span.Start),
                edit.Text.ReplaceLineEndings(ending),
                text.AsSpan(edit.Span.End)
            );
        }

        return (text, applied.ToSequence());
    }

    private static bool Collide(TextSpan a, TextSpan b) => a.Start == b.Start || (a.Start < b.End && b.Start < a.End);
}
