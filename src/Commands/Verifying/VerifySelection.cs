using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Which folder, and which of its migrations.</summary>
internal static class VerifySelection
{
    /// <summary>The migrations of a folder.</summary>
    /// <exception cref="Failure">It is no folder, or holds no migration.</exception>
    public static MigrationFolder Folder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-folder",
                $"{path} is no folder.",
                "Expected a folder of migrations: dbwright's or Flyway's, golang-migrate's, dbmate's, goose's, Sqitch's, Prisma's, or up and down files.",
                Near(path)
            );
        }

        var files = SourceFolder.Read(path);
        return MigrationFolder.Read(files) is { Migrations.Count: > 0 } folder ? folder : throw SourceFolder.Empty(path, files);
    }

    /// <summary>Which migrations are verified.</summary>
    /// <exception cref="Failure">A file is not one of the folder, or git cannot be asked.</exception>
    public static async Task<Func<FolderMigration, bool>> WantedAsync(
        VerifyRequest request,
        Sequence<FolderMigration> history,
        VerifyEvidence evidence,
        string server,
        CancellationToken cancellation
    )
    {
        var wanted = history.Select(m => m.Version).ToHashSet(StringComparer.Ordinal);
        if (request.Files.Count > 0)
        {
            wanted.IntersectWith(request.Files.Select(f => Find(f, history).Version));
        }

        if (request.ChangedSince is { } revision)
        {
            var changes = await GitChanges.SinceAsync(revision, request.Folder, cancellation);
            wanted.IntersectWith(history.Where(m => Paths(m).Any(changes.ContainsKey)).Select(m => m.Version));
        }

        if (request.NewOnly)
        {
            wanted.ExceptWith(history.Where(m => evidence.Holds(m, server)).Select(m => m.Version));
        }

        return m => wanted.Contains(m.Version);
    }

    private static IEnumerable<string> Paths(FolderMigration migration) =>
        new[] { migration.Up, migration.Down }.OfType<ScriptFile>().Select(s => Path.GetFullPath(s.Path));

    private static FolderMigration Find(string file, Sequence<FolderMigration> history) =>
        history.FirstOrDefault(m => Paths(m).Contains(Path.GetFullPath(file)))
        ?? history.FirstOrDefault(m => m.Version == file || Paths(m).Any(p => Path.GetFileName(p) == file))
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "no-such-migration",
            $"{file} is no migration of the folder.",
            "Expected the path or the name of a file in it, or a version.",
            NearestName.Of(file, history.SelectMany(m => new[] { Path.GetFileName(m.Up.Path), m.Version })) is { } near
                ? $"Did you mean {near}?"
                : null
        );

    private static string? Near(string path)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path));
        return
            Directory.Exists(parent)
            && NearestName.Of(Path.GetFileName(path), Directory.EnumerateDirectories(parent).Select(d => Path.GetFileName(d)!))
                is { } near
            ? $"Did you mean {Path.Combine(Path.GetDirectoryName(path) ?? "", near)}?"
            : null;
    }
}
