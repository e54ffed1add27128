using System.Numerics;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Flyway's files, and dbwright's own: <c>V1.10__name.sql</c> in the order of their versions, then <c>R__name.sql</c> by their
/// descriptions. <c>U</c> files undo and are left out; of <c>B</c> files (baselines) the newest stands for all versions up to its own.
/// </summary>
public static partial class FlywayFolder
{
    /// <summary>The folder's migrations; none when no file is named so.</summary>
    /// <exception cref="Failure">A version stands twice.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var named = files.Select(f => (File: f, Match: FileName().Match(f.Name))).Where(f => f.Match.Success).ToList();
        var versioned = named.Where(f => f.Match.Groups["version"].Success).Select(f => new Versioned(f.File, f.Match)).ToList();
        var repeatable = named.Where(f => !f.Match.Groups["version"].Success).ToList();
        if (versioned.All(v => v.Kind == 'U') && repeatable.Count == 0)
        {
            return null;
        }

        var ups = InOrder(versioned.Where(v => v.Kind == 'V'));
        if (InOrder(versioned.Where(v => v.Kind == 'B')).LastOrDefault() is { } baseline)
        {
            ups = [baseline, .. ups.Where(v => v.Against(baseline) > 0)];
        }

        return new(
            "Flyway",
            [
                .. ups.Select(v => v.File.Script()),
                .. repeatable
                    .OrderBy(r => r.Match.Groups["description"].Value, StringComparer.Ordinal)
                    .Select(r => r.File.Script()),
            ]
        );
    }

    private static List<Versioned> InOrder(IEnumerable<Versioned> files)
    {
        var sorted = files.Order(Comparer<Versioned>.Create((a, b) => a.Against(b))).ToList();
        foreach (var (first, second) in sorted.Zip(sorted.Skip(1)))
        {
            if (first.Against(second) == 0)
            {
                throw MigrationFolder.Twice(second.Text, first.File, second.File);
            }
        }

        return sorted;
    }

    // 1.10 comes after 1.9, and 1 is 1.0.
    private sealed class Versioned(FolderFile file, Match match)
    {
        private readonly List<BigInteger> numbers = match
            .Groups["version"]
            .Value.Split('.', '_')
            .Select(n => BigInteger.Parse(n, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();

        public FolderFile File => file;

        public char Kind => match.Value[0];

        public string Text => match.Groups["version"].Value.Replace('_', '.');

        public int Against(Versioned other)
        {
            for (var i = 0; i < Math.Max(numbers.Count, other.numbers.Count); i++)
            {
                var order = Number(i).CompareTo(other.Number(i));
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private BigInteger Number(int place) => place < numbers.Count ? numbers[place] : BigInteger.Zero;
    }

    [GeneratedRegex(
        @"^(?:[VUB](?<version>\d+(?:[._]\d+)*)__(?<description>.+)|R__(?<description>.+))\.sql$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FileName();
}
