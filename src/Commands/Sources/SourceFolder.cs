using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reads the files of a folder that may hold a schema.</summary>
internal static class SourceFolder
{
    private const int MostFiles = 20_000;

    private static readonly string[] Others = ["sqitch.plan", "sqitch.conf", "migration_lock.toml"];

    private static readonly string[] UsualFolders =
    [
        "migrations",
        "db/migrations",
        "db/migrate",
        "prisma/migrations",
        "sql",
        "db",
    ];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MaxRecursionDepth = 16,
    };

    /// <summary>The SQL files and those that say what they are, with their texts; hidden folders are left out.</summary>
    /// <exception cref="Failure">One cannot be read.</exception>
    public static Sequence<FolderFile> Read(string folder)
    {
        try
        {
            return Directory
                .EnumerateFiles(folder, "*", Everything)
                .Select(path => (Path: path, Relative: Path.GetRelativePath(folder, path).Replace('\\', '/')))
                .Where(f => !f.Relative.Split('/').Any(part => part.StartsWith('.') || part == "node_modules"))
                .Where(f =>
                    IsSql(f.Relative)
                    || Others.Contains(Path.GetFileName(f.Relative))
                    || f.Relative.EndsWith(".sql.conf", StringComparison.OrdinalIgnoreCase)
                )
                .Take(MostFiles)
                .OrderBy(f => f.Relative, StringComparer.Ordinal)
                .Select(f => new FolderFile(f.Relative, SourceText.Read(f.Path), f.Path))
                .ToSequence();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(ExitStatus.BadInput, "unreadable-folder", $"{folder} cannot be read.", e.Message, cause: e);
        }
    }

    /// <summary>Whether a file is one of SQL by its name.</summary>
    public static bool IsSql(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".sql" or ".psql" or ".pgsql" or ".ddl" or ".mysql";

    /// <summary>The failure for a folder without SQL; it names what is nearest.</summary>
    public static Failure Empty(string folder, Sequence<FolderFile> files)
    {
        var below = UsualFolders.Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists);
        var requirements = Path.Combine(folder, "requirements.yaml");
        return Failure.Because(
            ExitStatus.BadInput,
            "no-sql",
            !files.Any(f => IsSql(f.Name)) ? $"{folder} holds no SQL file." : $"{folder} holds no migration that can be run.",
            "Expected .sql files, or the migrations of Flyway, golang-migrate, dbmate, goose, Sqitch or Prisma.",
            below is not null ? $"Did you mean {below}?"
                : File.Exists(requirements) ? $"Did you mean {requirements}?"
                : null
        );
    }
}
