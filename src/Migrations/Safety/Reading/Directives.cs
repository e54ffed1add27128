using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Remarks that tell dbwright something: <c>-- dbwright:WORD …</c>.</summary>
public static class Directives
{
    /// <summary>What they begin with, behind the sign of the comment.</summary>
    public const string Prefix = "dbwright:";

    private static readonly string[] Known = ["ignore", "ignore-file", "no-transaction", "transaction", "rename"];

    /// <summary>
    /// Whether the text says that its runner opens no transaction (<c>-- dbwright:no-transaction</c>, <c>-- dbwright:transaction none</c>)
    /// or one (<c>-- dbwright:transaction file</c>); <see langword="null"/> when it says nothing.
    /// </summary>
    public static bool? IsOneTransaction(string text)
    {
        for (
            var at = text.IndexOf(Prefix, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Prefix, at + 1, StringComparison.Ordinal)
        )
        {
            var start = text.LastIndexOf('\n', at) + 1;
            if (!text.AsSpan(start, at - start).Trim().SequenceEqual("--"))
            {
                continue;
            }

            var end = text.IndexOf('\n', at);
            var words = text.AsSpan(at + Prefix.Length, (end < 0 ? text.Length : end) - at - Prefix.Length).Trim();
            if (words is "no-transaction" or "transaction none")
            {
                return false;
            }

            if (words is "transaction file")
            {
                return true;
            }
        }

        return null;
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
                        : $"dbwright knows no remark \"{word}\": ignore, ignore-file, no-transaction, transaction and rename are known."
                );
            }
            else if (word == "transaction" && words is not [_, "none" or "file"])
            {
                yield return (comment, "\"dbwright:transaction\" is followed by none or file.");
            }
        }
    }
}
