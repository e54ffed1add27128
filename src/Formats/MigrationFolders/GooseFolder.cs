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
    private static readonly string[] Marks =
    [
        "Up",
        "Down",
        "StatementBegin",
        "StatementEnd",
        "NO TRANSACTION",
        "ENVSUB ON",
        "ENVSUB OFF",
    ];

    /// <summary>The folder's migrations; none when no file has such a mark.</summary>
    /// <exception cref="Failure">A name begins with no number, a mark is none of goose's, or variables of the environment are to be put in.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var marked = files
            .Where(f =>
                f.Text.Contains('+') && Mark().Matches(f.Text).Any(m => m.Groups["word"].Value.ToUpperInvariant() is "UP")
            )
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

    private static FolderMigration Migration(FolderFile file)
    {
        if (!char.IsAsciiDigit(file.Name[0]))
        {
            throw MigrationFolder.NoVersion(file, "goose");
        }

        foreach (var (number, (_, _, line)) in MigrationFolder.Lines(file.Text).Index())
        {
            if (AnyMark().Match(line) is { Success: true } any && !Mark().IsMatch(line))
            {
                throw MigrationFolder.UnknownMark(file, number + 1, any.Groups["word"].Value, "goose", Marks);
            }
        }

        return new(
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
    }

    private static ScriptFile Part(FolderFile file, string way)
    {
        var kept = new List<(int, int)>();
        var isPart = false;
        var isOneTransaction = true;
        var hasVariables = false;
        foreach (var (number, (from, to, line)) in MigrationFolder.Lines(file.Text).Index())
        {
            if (Mark().Match(line) is { Success: true } mark)
            {
                var word = mark.Groups["word"].Value.ToUpperInvariant();
                hasVariables = word switch
                {
                    "ENVSUB ON" => true,
                    "ENVSUB OFF" => false,
                    _ => hasVariables,
                };
                isPart = word is "UP" or "DOWN" ? word == way : isPart;
                isOneTransaction &= word != "NO TRANSACTION";
            }
            else if (isPart)
            {
                kept.Add((from, to));
                if (hasVariables && Variable().Match(line) is { Success: true } variable)
                {
                    throw Failure.Because(
                        ExitStatus.BadInput,
                        "placeholder",
                        $"goose puts a variable of the environment in the place of {variable.Value}; dbwright would send it as it stands.",
                        fix: "Write the value into the file, or ENVSUB OFF before it.",
                        at: new Location(file.Shown, number + 1, variable.Index + 1)
                    );
                }
            }
        }

        var text = MigrationFolder.Keep(file.Text, kept);
        return new(file.Shown, text) { IsOneTransaction = isOneTransaction && MigrationFolder.SaysOneTransaction(text) != false };
    }

    [GeneratedRegex(@"\$(\w+|\{[^}]*\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\s*--\s*\+goose\b\s*(?<word>.*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyMark();

    [GeneratedRegex(
        @"^\s*--\s*\+goose\s+(?<word>up|down|statementbegin|statementend|no transaction|envsub on|envsub off)\b",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Mark();
}
