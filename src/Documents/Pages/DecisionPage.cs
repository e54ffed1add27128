using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>One decision of the design as a record of its own.</summary>
internal static class DecisionPage
{
    /// <summary>The path of the record: <c>decisions/003-types.md</c>.</summary>
    public static string Path(Decision decision, int number) =>
        $"decisions/{number.ToString("000", CultureInfo.InvariantCulture)}-{decision.Id}.md";

    /// <summary>The record.</summary>
    public static string Write(Decision decision, int number)
    {
        var page = new Markdown()
            .Heading(1, FormattableString.Invariant($"{number}. {Markdown.Escape(decision.Title)}"))
            .Heading(2, "Context")
            .Paragraph(Markdown.Escape(decision.Context))
            .Heading(2, "Decision")
            .Paragraph(Markdown.Escape(decision.Choice))
            .Heading(2, "Consequences")
            .Paragraph(Markdown.Escape(decision.Consequences));
        if (decision.Rejected.Count > 0)
        {
            page.Heading(2, "Considered and rejected").List(decision.Rejected.Select(Markdown.Escape));
        }

        return page.ToString();
    }
}
