using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Remarks that tell dbwright something: <c>-- dbwright:WORD …</c>.</summary>
public static partial class Directives
{
    /// <summary>What they begin with, behind the sign of the comment.</summary>
    public const string Prefix = "dbwright:";

    private const string IdleBackfill =
        "This remark stands before no statement: an update, delete or insert follows \"dbwright:backfill\" on the next line.";

    private static readonly string[] Known =
    [
        "ignore",
        "ignore-file",
        "no-transaction",
        "transaction",
        "rename",
        "backfill",
        "after",
        "contract",
        "lost-where",
        "follows",
        "starts-from",
    ];

    // Those that only count on a line of their own.
    private static readonly string[] OfLines =
    [
        "no-transaction",
        "transaction",
        "backfill",
        "after",
        "contract",
        "lost-where",
        "starts-from",
    ];

    /// <summary>The remarks of a script that mean nothing, or not what they seem to; a run would pass over them.</summary>
    /// <param name="script">The script.</param>
    /// <param name="steps">Its statements.</param>
    /// <param name="engine">Whose SQL it is.</param>
    public static Sequence<Finding> Wrong(ScriptFile script, IReadOnlyList<Step> steps, Engine engine)
    {
        if (!script.Text.Contains(Prefix, StringComparison.Ordinal))
        {
            return [];
        }

        var comments = SqlParser.Parse(script.Text, SqlDialects.Of(engine.Name)).Comments;
        var starts = steps.Select(s => s.Offset).ToHashSet();
        return Unknown(script.Text, comments)
            .Concat(comments.Where(c => IsIdle(script.Text, c, starts)).Select(c => (c, IdleBackfill)))
            .Select(w => new Finding("unknown-directive", Severity.Error, w.Item2)
            {
                Fix = "Correct the remark, or remove it.",
                Location = script.At(w.Item1.Start),
            })
            .ToSequence();
    }

    // A backfill without a statement right behind it would leave that to run as a whole.
    private static bool IsIdle(string text, TextSpan comment, HashSet<int> starts)
    {
        var behind = comment.End;
        while (behind < text.Length && char.IsWhiteSpace(text[behind]))
        {
            behind++;
        }

        return comment.Of(text).TrimStart("- \t").StartsWith($"{Prefix}backfill") && !starts.Contains(behind);
    }

    internal static IEnumerable<(TextSpan Span, string Title)> Unknown(string text, IEnumerable<TextSpan> comments)
    {
        foreach (var comment in comments)
        {
            var content = comment.Of(text).ToString().TrimStart('-', '/', '*', '#', ' ').TrimEnd();
            if (!content.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var words = content[Prefix.Length..]
                .TrimEnd('*', '/', ' ')
                .Split([' ', '\t', '\n', ':'], StringSplitOptions.RemoveEmptyEntries);
            var word = words.Length == 0 ? "" : words[0];
            if (!Known.Contains(word, StringComparer.Ordinal))
            {
                yield return (
                    comment,
                    NearestName.Of(word, Known) is { } near
                        ? $"dbwright knows no remark \"{word}\"; did you mean dbwright:{near}?"
                        : $"dbwright knows no remark \"{word}\": {string.Join(", ", Known[..^1])} and {Known[^1]} are known."
                );
            }
            else if (OfLines.Contains(word) && !IsLine(text, comment))
            {
                yield return (comment, $"\"dbwright:{word}\" stands on a line of its own, behind two dashes.");
            }
            else if (Malformed(word, content[Prefix.Length..]) is { } form)
            {
                yield return (comment, form);
            }
        }
    }

    private static bool IsLine(string text, TextSpan comment)
    {
        var start = comment.Start == 0 ? 0 : text.LastIndexOf('\n', comment.Start - 1) + 1;
        return comment.Of(text).StartsWith("--") && text.AsSpan(start, comment.Start - start).Trim().IsEmpty;
    }

    private static string? Malformed(string word, string remark) =>
        word switch
        {
            "transaction" when !TransactionForm().IsMatch(remark) => "\"dbwright:transaction\" is followed by none or file.",
            "no-transaction" when remark != word => "\"dbwright:no-transaction\" is followed by nothing.",
            "backfill" when !BackfillForm().IsMatch(remark) =>
                "\"dbwright:backfill\" is followed by the column whose order the batches follow, and perhaps by their size: "
                    + "backfill id batch 5000.",
            "after" when !AfterForm().IsMatch(remark) =>
                "\"dbwright:after\" is followed by a version and how long it must have been live: after 0003 7d.",
            "starts-from" when !StartForm().IsMatch(remark) =>
                "\"dbwright:starts-from\" is followed by an engine with its version, a fingerprint and tables, as `migrate plan` writes it.",
            "lost-where" when remark == word => "\"dbwright:lost-where\" is followed by a condition in SQL.",
            _ => null,
        };

    [GeneratedRegex(@"^transaction\s+(none|file)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TransactionForm();

    [GeneratedRegex(@"^backfill\s+(""[^""]+""|`[^`]+`|[\w.]+)(\s+batch\s+[1-9]\d{0,6})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BackfillForm();

    [GeneratedRegex(@"^starts-from \S+:\S+ [0-9a-f]{16} \S.*$", RegexOptions.None, 1000)]
    private static partial Regex StartForm();

    [GeneratedRegex(@"^after\s+\S+\s+\S.*$", RegexOptions.None, 1000)]
    private static partial Regex AfterForm();
}
