using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Flyway's files, and dbwright's own: <c>V1.10__name.sql</c> in the order of their versions, then <c>R__name.sql</c> by their
/// descriptions. <c>U</c> files undo; of <c>B</c> files (baselines) the newest stands for all versions up to its own.
/// </summary>
public static partial class FlywayFolder
{
    // What Flyway is told about one file stands in another beside it.
    private const string Settings = ".conf";

    /// <summary>The folder's migrations; none when no file is named so.</summary>
    /// <exception cref="Failure">A version stands twice.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var verbatim = Told(files, Verbatim());
        var outside = Told(files, OutsideTransaction());
        var named = files
            .Select(f => new Named(f, FileName().Match(f.Name)))
            .Where(f => f.Match.Success)
            .Select(f => outside.Contains(f.File.Path) ? f with { File = f.File with { IsOutsideTransaction = true } } : f)
            .Select(f => verbatim.Contains(f.File.Path) ? f with { HasPlaceholders = false } : f)
            .ToList();
        var versioned = named.Where(f => f.Match.Groups["version"].Success).Select(f => new Versioned(f)).ToList();
        var repeatable = named.Where(f => !f.Match.Groups["version"].Success).ToList();
        if (versioned.All(v => v.Kind == 'U') && repeatable.Count == 0)
        {
            return null;
        }

        var downs = InOrder(versioned.Where(v => v.Kind == 'U'));
        return new(
            "Flyway",
            [
                // A baseline stands behind the version whose place it takes.
                .. InOrder(versioned.Where(v => v.Kind == 'V'))
                    .Concat(InOrder(versioned.Where(v => v.Kind == 'B')))
                    .Order(Comparer<Versioned>.Create((a, b) => a.Against(b) is not 0 and var order ? order : b.Kind - a.Kind))
                    .Select(v => v.Migration(downs.FirstOrDefault(d => d.Against(v) == 0)?.File)),
                .. repeatable.OrderBy(r => r.Match.Groups["description"].Value, StringComparer.Ordinal).Select(Repeatable),
            ]
        );
    }

    // The paths of the files of which the settings beside them say so.
    private static HashSet<string> Told(Sequence<FolderFile> files, Regex setting) =>
        files
            .Where(f => f.Name.EndsWith(Settings, StringComparison.OrdinalIgnoreCase) && setting.IsMatch(f.Text))
            .Select(f => f.Path[..^Settings.Length])
            .ToHashSet(StringComparer.Ordinal);

    // Flyway would refuse a file or put something in; nobody else knows what.
    private static IEnumerable<Finding> Placeholders(FolderFile file)
    {
        if (!file.Text.Contains("${", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var (number, (_, _, line)) in MigrationFolder.Lines(file.Text).Index())
        {
            if (!line.AsSpan().TrimStart().StartsWith("--") && Placeholder().Match(line) is { Success: true } found)
            {
                yield return new(
                    "placeholder",
                    Severity.Warning,
                    $"{found.Value} is sent as it stands: dbwright has no placeholders."
                )
                {
                    Detail = "Where the file is Flyway's, that puts a value in its place.",
                    Fix = "Write the value into the file.",
                    Location = new(file.Shown, number + 1, found.Index + 1),
                };
                yield break;
            }
        }
    }

    /// <summary>Whether a file is a baseline by its name.</summary>
    public static bool IsBaseline(string name) => name.StartsWith('B') && FileName().IsMatch(name);

    /// <summary>Whether Flyway runs a file before or behind migrations, by its name.</summary>
    public static bool IsCallback(string name) => Callback().IsMatch(name);

    /// <summary>A version as migrations have it: <c>0001</c> is <c>1</c>, <c>1_10</c> is <c>1.10</c>.</summary>
    public static string Plain(string version) => string.Join('.', Numbers(version));

    private static string[] Numbers(string version) =>
        Array.ConvertAll(version.Split('.', '_'), n => n.TrimStart('0') is { Length: > 0 } number ? number : "0");

    private static FolderMigration Repeatable(Named named)
    {
        var name = named.Match.Groups["description"].Value;
        return new($"R {name}", MigrationFolder.Words(name), named.File.Script())
        {
            Kind = MigrationKind.Repeatable,
            Findings = named.Findings,
        };
    }

    private static List<Versioned> InOrder(IEnumerable<Versioned> files)
    {
        var sorted = files.Order(Comparer<Versioned>.Create((a, b) => a.Against(b))).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i - 1].Against(sorted[i]) == 0)
            {
                throw MigrationFolder.Twice(sorted[i].Text, sorted[i - 1].File, sorted[i].File);
            }
        }

        return sorted;
    }

    private sealed record Named(FolderFile File, Match Match)
    {
        public bool HasPlaceholders { get; init; } = true;

        public Sequence<Finding> Findings => HasPlaceholders ? Placeholders(File).ToSequence() : [];
    }

    // 1.10 comes after 1.9, and 1 is 1.0. Numbers of any length, without the zeros before them.
    private sealed class Versioned(Named named)
    {
        private readonly string[] numbers = Numbers(named.Match.Groups["version"].Value);

        public FolderFile File => named.File;

        public char Kind => named.Match.Value[0];

        public string Text => named.Match.Groups["version"].Value.Replace('_', '.');

        // 0001 and 1 are one version, whose name has no zeros before it.
        public FolderMigration Migration(FolderFile? down) =>
            new(string.Join('.', numbers), MigrationFolder.Words(named.Match.Groups["description"].Value), File.Script())
            {
                Findings = named.Findings,
                Down = Kind == 'V' ? down?.Script() : null,
                Kind = Kind == 'V' ? MigrationKind.Versioned : MigrationKind.Baseline,
            };

        public int Against(Versioned other)
        {
            for (var i = 0; i < Math.Max(numbers.Length, other.numbers.Length); i++)
            {
                var (mine, its) = (Number(i), other.Number(i));
                var order = mine.Length != its.Length ? mine.Length - its.Length : string.CompareOrdinal(mine, its);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private string Number(int place) => place < numbers.Length ? numbers[place] : "0";
    }

    [GeneratedRegex(@"^\s*executeInTransaction\s*=\s*false\b", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OutsideTransaction();

    [GeneratedRegex(@"^\s*placeholderReplacement\s*=\s*false\b", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Verbatim();

    [GeneratedRegex(
        @"^(before|after)(Each)?(Migrate|Undo|Clean|Validate|Baseline|Repair|Info|Connect|CreateSchema|Versioned|Repeatables)\w*\.sql$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Callback();

    [GeneratedRegex(@"\$\{[\w.:-]+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^(?:[VUB](?<version>\d+(?:[._]\d+)*)__(?<description>.+)|R__(?<description>.+))\.sql$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FileName();
}
