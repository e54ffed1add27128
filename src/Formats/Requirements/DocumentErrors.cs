using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Collects everything that is wrong with one document, so that all of it is reported at once.</summary>
internal sealed class DocumentErrors(string file)
{
    /// <summary>How many are shown; more are counted.</summary>
    public const int Shown = 50;

    /// <summary>Reading stops at this many: such a text is no document.</summary>
    private const int Most = 1000;

    private const int LongestExcerpt = 60;

    private readonly List<Finding> findings = [];
    private readonly HashSet<(string, Location?)> seen = [];

    public int Count => findings.Count;

    /// <summary>Adds an error; the same error at the same place is reported once.</summary>
    public void Add(string rule, string title, Location? at, string? fix = null, string detail = "")
    {
        if (findings.Count >= Most)
        {
            ThrowIfAny();
        }

        if (seen.Add((title, at)))
        {
            findings.Add(
                new(rule, Severity.Error, title)
                {
                    Location = at,
                    Fix = fix,
                    Detail = detail,
                    Page = "guide/requirements.md",
                }
            );
        }
    }

    /// <summary>Adds an error about a name that is not known, with the nearest known one and the list.</summary>
    public void Unknown(
        string rule,
        string title,
        string word,
        Location? at,
        IEnumerable<string> known,
        string listed = "Known are"
    )
    {
        var names = known.Distinct().ToList();
        var nearest = NearestName.Of(word, names);
        const int MostListed = 40;
        var list =
            names.Count == 0 ? ""
            : names.Count <= MostListed ? $"{listed}: {string.Join(", ", names)}."
            : $"{listed}: {string.Join(", ", names.Take(MostListed))} and {names.Count - MostListed} more.";
        Add(rule, title, at, nearest is null ? null : $"Did you mean '{nearest}'?", list);
    }

    /// <summary>An excerpt of the input in quotes, short and without control characters.</summary>
    public static string Quote(string text)
    {
        var cut = text.Length > LongestExcerpt ? text[..LongestExcerpt] + "…" : text;
        return $"'{string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : char.IsSurrogate(c) ? '?' : c))}'";
    }

    /// <summary>Throws when anything is wrong: errors in the order of their places, at most <see cref="Shown"/>.</summary>
    /// <exception cref="Failure">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (findings.Count > 0)
        {
            throw Everything(cause: null);
        }
    }

    /// <summary>The failure that stops at once: nothing after this error could be read sensibly.</summary>
    public Failure Fatal(string rule, string title, Location? at, string? fix = null, Exception? cause = null)
    {
        Add(rule, title, at, fix);
        return Everything(cause);
    }

    private Failure Everything(Exception? cause)
    {
        var ordered = findings
            .OrderBy(f => f.Location?.File == file ? 0 : 1)
            .ThenBy(f => f.Location?.File, StringComparer.Ordinal)
            .ThenBy(f => f.Location?.Line)
            .ThenBy(f => f.Location?.Column)
            .ToList();
        if (ordered.Count > Shown)
        {
            var more = ordered.Count - Shown;
            ordered.RemoveRange(Shown, more);
            ordered.Add(
                new(
                    "more-errors",
                    Severity.Error,
                    $"{(findings.Count < Most ? "" : "At least ")}{more} more errors are not shown"
                )
            );
        }

        return new(ExitStatus.BadInput, ordered.ToSequence(), cause);
    }
}
