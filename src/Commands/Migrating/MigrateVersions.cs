using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Versions as users write them.</summary>
internal static class MigrateVersions
{
    /// <summary>The migration of that version.</summary>
    /// <exception cref="Failure">The folder has none; the nearest is named.</exception>
    public static FolderMigration Find(MigrationFolder folder, string version) =>
        folder.Migrations.FirstOrDefault(m => m.Version == version)
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "no-such-version",
            $"The folder has no version {version}.",
            fix: NearestName.Of(version, folder.Migrations.Select(m => m.Version)) is { } near ? $"Did you mean {near}?" : null
        );
}
