using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reads the files of a folder that may hold a schema.</summary>
internal static partial class SourceFolder
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
        var below = UsualFolders
            .Where(name => files.Any(f => f.Name.StartsWith($"{name}/", StringComparison.Ordinal)))
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault();
        var requirements = Path.Combine(folder, "requirements.yaml");
        if (!files.Any(f => IsSql(f.Name)) && InCode(folder) is { } code)
        {
            return Failure.Because(
                ExitStatus.BadInput,
                "migrations-in-code",
                $"{folder} holds migrations in {code.Language} ({code.File}), and no SQL file.",
                "They run in their own tool only. Expected .sql files, or the migrations of Flyway, golang-migrate, dbmate, goose, Sqitch or Prisma.",
                $"Let the tool print its SQL, for instance {code.Way}, and give that."
            );
        }

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

    // By the names that tools give them: 20240101000000_create_users.rb, 0001_initial.py, 1700000000000-Users.ts.
    private static (string Language, string File, string Way)? InCode(string folder)
    {
        var file = Directory
            .EnumerateFiles(folder, "*", Everything)
            .Take(MostFiles)
            .Where(f => CodeFile().IsMatch(Path.GetFileName(f)))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return file is null
            ? null
            : Path.GetExtension(file) switch
            {
                ".rb" => ("Ruby", file, "Rails with `config.active_record.schema_format = :sql` (db/structure.sql)"),
                ".py" => ("Python", file, "`alembic upgrade head --sql` or Django's `sqlmigrate`"),
                ".php" => ("PHP", file, "`php artisan migrate --pretend` or Doctrine's `migrate --write-sql`"),
                ".cs" => ("C#", file, "`dotnet ef migrations script`"),
                _ => ("JavaScript", file, "a dump of the schema that it made"),
            };
    }

    [GeneratedRegex(@"^(\d{4,17}|[0-9a-f]{12})[_-]\w[\w-]*\.(rb|py|php|cs|js|ts|mjs|cjs)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeFile();
}
