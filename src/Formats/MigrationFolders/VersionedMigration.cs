using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>One version of a migrations folder: the way up, and the way down where there is one.</summary>
/// <param name="Version">The number in the file's name.</param>
/// <param name="Description">The words in the file's name.</param>
/// <param name="UpFile">The name of the file that goes up.</param>
/// <param name="Up">Its text.</param>
/// <param name="Down">The text that undoes it, or none.</param>
public sealed record VersionedMigration(long Version, string Description, string UpFile, string Up, string? Down)
{
    /// <summary>
    /// The remark by which a file says that it begins and ends its transactions itself: some statements cannot be in one, and some can only
    /// be used after it.
    /// </summary>
    public const string NoTransaction = "-- dbwright:no-transaction";

    /// <summary>SHA-256 of the way up, in lower-case hexadecimal digits.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up)));
}

/// <summary>Reads a folder of <c>V0001__name.sql</c> and <c>U0001__name.sql</c> files.</summary>
public static partial class VersionedMigrations
{
    /// <summary>The migrations of a folder in the order of their versions.</summary>
    /// <exception cref="Failure">A version stands twice, or an undo file has no migration.</exception>
    public static Sequence<VersionedMigration> Read(string folder)
    {
        var ups = new SortedDictionary<long, (string File, string Description)>();
        var downs = new SortedDictionary<long, string>();
        foreach (var path in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal))
        {
            var match = FileName().Match(Path.GetFileName(path));
            if (!match.Success)
            {
                continue;
            }

            var version = long.Parse(match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture);
            var description = match.Groups["description"].Value.Replace('_', ' ');
            var isNew = match.Groups["kind"].ValueSpan is "V"
                ? ups.TryAdd(version, (path, description))
                : downs.TryAdd(version, path);
            if (!isNew)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "duplicate-migration-version",
                    $"Version {version} stands twice in {folder}.",
                    "Two files of one kind have the same version, so their order is undefined.",
                    "Give one of them the next free number.",
                    new Location(path, 1, 1)
                );
            }
        }

        foreach (var (version, path) in downs.Where(d => !ups.ContainsKey(d.Key)))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "undo-without-migration",
                $"{Path.GetFileName(path)} undoes version {version}, which does not exist.",
                at: new Location(path, 1, 1)
            );
        }

        return ups.Select(u => new VersionedMigration(
                u.Key,
                u.Value.Description,
                Path.GetFileName(u.Value.File),
                File.ReadAllText(u.Value.File),
                downs.TryGetValue(u.Key, out var down) ? File.ReadAllText(down) : null
            ))
            .ToSequence();
    }

    [GeneratedRegex(@"^(?<kind>[VU])(?<version>\d{1,18})__(?<description>[A-Za-z0-9_]+)\.sql$", RegexOptions.None, 1000)]
    private static partial Regex FileName();
}
