using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Files as they were read when a run began. A deployment may replace them while it waits or works: what was looked at would not be what runs, or
/// what runs would not be what the folder has.
/// </summary>
/// <param name="files">The files.</param>
internal sealed class FolderWatch(Sequence<FolderFile> files)
{
    private readonly Dictionary<string, string> texts = files.ToDictionary(f => f.Shown, f => f.Text, StringComparer.Ordinal);

    /// <summary>Ends the run before a migration whose file is another now.</summary>
    /// <exception cref="Failure">It is, or it is gone.</exception>
    public void Check(FolderMigration migration)
    {
        var path = migration.Up.Path;
        if (!File.Exists(path) || SourceText.Read(path) != texts[path])
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "changed-file",
                $"{Path.GetFileName(path)} {(File.Exists(path) ? "has changed" : "has gone")} since this run began.",
                "The files before it are applied; of this one and those after it nothing was done.",
                "Run the command again when nobody writes to the folder any more.",
                new Location(path, 1, 1)
            );
        }
    }
}
