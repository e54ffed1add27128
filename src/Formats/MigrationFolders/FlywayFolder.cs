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
        var outside = files
            .Where(f => f.Name.EndsWith(Settings, StringComparison.OrdinalIgnoreCase) && OutsideTransaction().IsMatch(f.Text))
            .Select(f => f.Path[..^Settings.Length])
            .ToHashSet(StringComparer.Ordinal);
        var named = files
            .Select(f => new Named(f, FileName().Match(f.Name)))
            .Where(f => f.Match.Success)
            .Select(f => outside.Contains(f.File.Path) ? f with { File = f.File with { IsOutsideTransaction = true } } : f)
            .ToList();
        var versioned = named.Where(f => f.Match.Groups["version"].Success).Select(f => new Versioned(f.File, f.Match)).ToList();
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

    private static FolderMigration Repeatable(Named named)
    {
        var name = named.Match.Groups["description"].Value;
        return new($"R {name}", MigrationFolder.Words(name), named.File.Script()) { Kind = MigrationKind.Repeatable };
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

    private sealed record Named(FolderFile File, Match Match);

    // 1.10 comes after 1.9, and 1 is 1.0. Numbers of any length, without the zeros before them.
    private sealed class Versioned(FolderFile file, Match match)
    {
        private readonly string[] numbers = Array.ConvertAll(
            match.Groups["version"].Value.Split('.', '_'),
            n => n.TrimStart('0') is { Length: > 0 } number ? number : "0"
        );

        public FolderFile File => file;

        public char Kind => match.Value[0];

        public string Text => match.Groups["version"].Value.Replace('_', '.');

        // 0001 and 1 are one version, whose name has no zeros before it.
        public FolderMigration Migration(FolderFile? down) =>
            new(string.Join('.', numbers), MigrationFolder.Words(match.Groups["description"].Value), File.Script())
            {
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

    [GeneratedRegex(
        @"^(?:[VUB](?<version>\d+(?:[._]\d+)*)__(?<description>.+)|R__(?<description>.+))\.sql$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FileName();
}
