using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Prisma's folder: a folder <c>20240101120000_name</c> with a <c>migration.sql</c> for each migration, in the order of their names.</summary>
public static partial class PrismaFolder
{
    /// <summary>The folder's migrations; none when there is no <c>migration.sql</c> in a folder of its own.</summary>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var migrations = files
            .Where(f => f.Name == "migration.sql" && f.Path.Contains('/', StringComparison.Ordinal))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToList();
        if (migrations.Count == 0)
        {
            return null;
        }

        var provider = files
            .Where(f => f.Name == "migration_lock.toml")
            .Select(f => Provider().Match(f.Text))
            .FirstOrDefault(m => m.Success)
            ?.Groups["engine"]
            .Value;
        return new("Prisma", migrations.Select(m => Migration(m, files)).ToSequence())
        {
            Engine = provider switch
            {
                "postgresql" or "sqlite" => provider,
                "mysql" => "mariadb",
                _ => null,
            },
        };
    }

    private static FolderMigration Migration(FolderFile file, Sequence<FolderFile> files)
    {
        var folder = file.Path[..^"/migration.sql".Length];
        var name = folder[(folder.LastIndexOf('/') + 1)..];
        return new(name, MigrationFolder.Words(name.TrimStart([.. "0123456789"])), file.Script(isOneTransaction: false))
        {
            Down = files.FirstOrDefault(f => f.Path == $"{folder}/down.sql")?.Script(isOneTransaction: false),
        };
    }

    [GeneratedRegex("""^\s*provider\s*=\s*"(?<engine>\w+)"\s*""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Provider();
}
