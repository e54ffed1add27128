using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// goose's files: <c>00001_name.sql</c> in the order of their numbers, with <c>-- +goose Up</c> and <c>-- +goose Down</c>; between
/// <c>StatementBegin</c> and <c>StatementEnd</c> stands one statement, and <c>NO TRANSACTION</c> means what it says.
/// </summary>
public static partial class GooseFolder
{
    /// <summary>The folder's migrations; none when no file has such a mark.</summary>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var marked = files
            .Where(f => Mark().Matches(f.Text).Any(m => m.Groups["word"].Value.ToUpperInvariant() is "UP"))
            .ToList();
        return marked.Count == 0
            ? null
            : new(
                "goose",
                marked.OrderBy(f => Number(f.Name)).ThenBy(f => f.Name, StringComparer.Ordinal).Select(Migration).ToSequence()
            );
    }

    private static BigInteger Number(string name)
    {
        var digits = string.Concat(name.TakeWhile(char.IsAsciiDigit));
        return digits.Length == 0 ? BigInteger.Zero : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static FolderMigration Migration(FolderFile file) =>
        new(
            Number(file.Name).ToString(CultureInfo.InvariantCulture),
            MigrationFolder.Words(Path.GetFileNameWithoutExtension(file.Name).TrimStart([.. "0123456789"])),
            Part(file, "UP")
        )
        {
            Head = file.Text[..Mark().Match(file.Text).Index],
            Down = Mark().Matches(file.Text).Any(m => m.Groups["word"].Value.ToUpperInvariant() is "DOWN")
                ? Part(file, "DOWN")
                : null,
        };

    private static ScriptFile Part(FolderFile file, string way)
    {
        var kept = new List<(int, int)>();
        var isPart = false;
        var isOneTransaction = true;
        foreach (var (from, to, line) in MigrationFolder.Lines(file.Text))
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                var word = mark.Groups["word"].Value.ToUpperInvariant();
                isPart = word is "UP" or "DOWN" ? word == way : isPart;
                isOneTransaction &= word != "NO TRANSACTION";
            }
            else if (isPart)
            {
                kept.Add((from, to));
            }
        }

        return new(file.Shown, MigrationFolder.Keep(file.Text, kept)) { IsOneTransaction = isOneTransaction };
    }

    [GeneratedRegex(
        @"^\s*--\s*\+goose\s+(?<word>up|down|statementbegin|statementend|no transaction|envsub on|envsub off)\b",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Mark();
}
