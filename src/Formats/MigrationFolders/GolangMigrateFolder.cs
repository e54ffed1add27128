using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>golang-migrate's files: <c>000001_name.up.sql</c> in the order of their numbers; <c>.down.sql</c> undoes.</summary>
public static partial class GolangMigrateFolder
{
    /// <summary>The folder's migrations; none when no file is named so.</summary>
    /// <exception cref="Failure">A number stands twice.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        if (!files.Any(f => FileName().IsMatch(f.Name)))
        {
            return null;
        }

        var ups = files
            .Select(f => (File: f, Match: FileName().Match(f.Name)))
            .Where(f => f.Match.Success)
            .Select(f => (f.File, Number: BigInteger.Parse(f.Match.Groups["number"].Value, CultureInfo.InvariantCulture)))
            .OrderBy(f => f.Number)
            .ToList();
        foreach (var (first, second) in ups.Zip(ups.Skip(1)))
        {
            if (first.Number == second.Number)
            {
                throw MigrationFolder.Twice(second.Number.ToString(CultureInfo.InvariantCulture), first.File, second.File);
            }
        }

        var downs = files
            .Select(f => (File: f, Match: DownName().Match(f.Name)))
            .Where(f => f.Match.Success)
            .ToLookup(f => BigInteger.Parse(f.Match.Groups["number"].Value, CultureInfo.InvariantCulture), f => f.File);
        return new(
            "golang-migrate",
            ups.Select(u => new FolderMigration(
                    u.Number.ToString(CultureInfo.InvariantCulture),
                    MigrationFolder.Words(FileName().Match(u.File.Name).Groups["words"].Value),
                    u.File.Script()
                )
                {
                    Down = downs[u.Number].FirstOrDefault()?.Script(),
                })
                .ToSequence()
        );
    }

    [GeneratedRegex(@"^(?<number>\d+)_(?<words>.*)\.up\.(sql|pgsql|ddl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^(?<number>\d+)_.*\.down\.(sql|pgsql|ddl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DownName();
}
