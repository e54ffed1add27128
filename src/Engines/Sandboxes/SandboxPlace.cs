using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Where sandboxes put their folders.</summary>
internal static class SandboxPlace
{
    // What a scratch server with a few test databases needs, with room to spare.
    private const long Roomy = 1L << 30;

    /// <summary>Every folder that sandboxes may have used, for the sweep.</summary>
    public static Sequence<string> All => ["/dev/shm", "/var/tmp", "/tmp"];

    /// <summary>Memory for scratch servers when there is enough; never memory for bench servers, whose figures include the disk.</summary>
    /// <exception cref="Failure">There is no folder on a disk.</exception>
    public static string For(SandboxMode mode)
    {
        var drives = All.Where(Directory.Exists).Select(folder => (Folder: folder, Drive: new DriveInfo(folder))).ToList();
        if (mode == SandboxMode.Scratch)
        {
            return drives.FirstOrDefault(d => d.Drive.AvailableFreeSpace >= Roomy).Folder ?? Path.GetTempPath();
        }

        return drives.FirstOrDefault(d => !IsMemory(d.Drive)).Folder
            ?? throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-disk",
                "There is no folder on a disk for a bench server: /var/tmp and /tmp are both in memory.",
                "Figures about a database in memory would say nothing about production.",
                "Mount a disk on /var/tmp."
            );
    }

    /// <summary>The kind of file system of a folder, for people.</summary>
    public static string FileSystem(string folder) => new DriveInfo(folder).DriveFormat;

    private static bool IsMemory(DriveInfo drive) => drive.DriveFormat is "tmpfs" or "ramfs" or "devtmpfs";
}
