using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// dbmate's files: <c>20240101120000_name.sql</c> by name, each with a section <c>-- migrate:up</c> and one <c>-- migrate:down</c>.
/// </summary>
public static partial class DbmateFolder
{
    /// <summary>The folder's migrations; none when no file has such a section.</summary>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var marked = files.Where(f => Mark().IsMatch(f.Text)).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        return marked.Count == 0 ? null : new("dbmate", marked.Select(Up).ToSequence());
    }

    private static ScriptFile Up(FolderFile file)
    {
        var kept = new List<(int, int)>();
        var isUp = false;
        var isOneTransaction = true;
        foreach (var (from, to, line) in MigrationFolder.Lines(file.Text))
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                isUp = mark.Groups["way"].ValueSpan is "up";
                isOneTransaction &= !(isUp && line.Contains("transaction:false", StringComparison.Ordinal));
            }
            else if (isUp)
            {
                kept.Add((from, to));
            }
        }

        return new(file.Shown, MigrationFolder.Keep(file.Text, kept)) { IsOneTransaction = isOneTransaction };
    }

    [GeneratedRegex(@"^--\s*migrate:(?<way>up|down)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
