using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// dbmate's files: <c>20240101120000_name.sql</c> by name, each with a section <c>-- migrate:up</c> and one <c>-- migrate:down</c>.
/// </summary>
public static partial class DbmateFolder
{
    /// <summary>The folder's migrations; none when no file has such a section.</summary>
    /// <exception cref="Failure">A name begins with no number, or a mark is none of dbmate's.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var marked = files
            .Where(f => f.Text.Contains("migrate:", StringComparison.Ordinal) && Mark().IsMatch(f.Text))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        return marked.Count == 0 ? null : new("dbmate", marked.Select(Migration).ToSequence());
    }

    private static FolderMigration Migration(FolderFile file)
    {
        if (!char.IsAsciiDigit(file.Name[0]))
        {
            throw MigrationFolder.NoVersion(file, "dbmate");
        }

        foreach (var (number, (_, _, line)) in MigrationFolder.Lines(file.Text).Index())
        {
            if (AnyMark().Match(line) is { Success: true } any && !WholeMark().IsMatch(line))
            {
                throw MigrationFolder.UnknownMark(
                    file,
                    number + 1,
                    any.Groups["word"].Value,
                    "dbmate",
                    "up",
                    "down",
                    "up transaction:false",
                    "down transaction:false"
                );
            }
        }

        return new(
            string.Concat(file.Name.TakeWhile(char.IsAsciiDigit)),
            MigrationFolder.Words(Path.GetFileNameWithoutExtension(file.Name).TrimStart([.. "0123456789"])),
            Part(file, "up")
        )
        {
            Head = file.Text[..Mark().Match(file.Text).Index],
            Down = Mark().Matches(file.Text).Any(m => m.Groups["way"].ValueSpan is "down") ? Part(file, "down") : null,
        };
    }

    private static ScriptFile Part(FolderFile file, string way)
    {
        var kept = new List<(int, int)>();
        var isPart = false;
        var isOneTransaction = true;
        foreach (var (from, to, line) in MigrationFolder.Lines(file.Text))
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                isPart = mark.Groups["way"].Value == way;
                isOneTransaction &= !(isPart && line.Contains("transaction:false", StringComparison.Ordinal));
            }
            else if (isPart)
            {
                kept.Add((from, to));
            }
        }

        var text = MigrationFolder.Keep(file.Text, kept);
        return new(file.Shown, text) { IsOneTransaction = isOneTransaction && MigrationFolder.SaysOneTransaction(text) != false };
    }

    [GeneratedRegex(@"^--\s*migrate:\s*(?<word>.*?)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyMark();

    [GeneratedRegex(@"^--\s*migrate:(up|down)(\s+transaction:(true|false))?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeMark();

    [GeneratedRegex(@"^--\s*migrate:(?<way>up|down)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
