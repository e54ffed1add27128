using System.Text.RegularExpressions;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Columns that a trigger gives their values, and that nobody else writes: the only one that a trigger before inserts or updates assigns
/// (<c>new.total := …</c>, <c>set new.total = …</c>). A trigger that assigns several keeps them alike, whichever was written.
/// </summary>
internal static partial class DerivedColumns
{
    /// <summary>Those of a table.</summary>
    public static HashSet<string> Of(Table table, RelationalSchema schema) =>
        table
            .Triggers.Where(t => t.Timing == "before" && !t.ForStatement)
            .Select(t => Assigned(TriggerText.Of(t, schema)).Where(c => table.Find(c) is not null).ToList())
            .Where(c => c.Count == 1)
            .Select(c => c[0])
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Assigned(string text) =>
        Assignment()
            .Matches(text)
            .Select(m => m.Groups["quoted"] is { Success: true } quoted ? quoted.Value : m.Groups["plain"].Value)
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(
        """\bnew\.(?:"(?<quoted>[^"]+)"|`(?<quoted>[^`]+)`|(?<plain>\w+))\s*:=|\bset\s+new\.(?:`(?<quoted>[^`]+)`|(?<plain>\w+))\s*:?=""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Assignment();
}
