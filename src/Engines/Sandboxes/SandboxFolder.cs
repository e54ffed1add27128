using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The name of a folder that belongs to one sandbox, held by a lock file beside it. The lock is the operating system's: it ends with the
/// process, however that ends, and tells a later sweep which folders nobody owns any more.
/// </summary>
internal sealed class SandboxFolder : IDisposable
{
    private readonly FileStream held;

    private SandboxFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>The folder; it is made by the server's account.</summary>
    public string Path { get; }

    /// <summary>Takes a name in the folder <paramref name="parent"/>.</summary>
    /// <param name="parent">A folder in which the server's account may make folders.</param>
    /// <param name="engine">A short word for the engine.</param>
    /// <exception cref="Failure">No lock file can be made there.</exception>
    public static SandboxFolder Take(string parent, string engine)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(
                parent,
                string.Create(CultureInfo.InvariantCulture, $"dbwright-{engine}-{Environment.ProcessId}-{number}")
            );
            try
            {
                var file = new FileStream(path + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                if (!Directory.Exists(path))
                {
                    return new(path, file);
                }

                file.Dispose();
            }
            catch (IOException) when (number < 1000)
            {
                // Taken by another sandbox of this process, or by one of a process that had the same number.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Failure.Because(
                    ExitStatus.EngineUnavailable,
                    "sandbox-folder",
                    $"No folder for a sandbox can be made in {parent}: {e.Message}",
                    cause: e
                );
            }
        }
    }

    /// <summary>Removes what sandboxes left behind whose process is gone and whose guard was killed too.</summary>
    /// <param name="parent">The folder to look through.</param>
    /// <param name="engine">The engine's word.</param>
    /// <param name="stop">Stops the server of a folder, when it still runs.</param>
    public static async Task SweepAsync(string parent, string engine, Func<string, Task> stop)
    {
        foreach (var name in Locks(parent, engine))
        {
            try
            {
                await using var file = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                var folder = name[..^".lock".Length];
                if (Directory.Exists(folder))
                {
                    await stop(folder);
                    Directory.Delete(folder, recursive: true);
                }

                File.Delete(name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or it belongs to another user, or its guard is removing it just now.
            }
        }
    }

    private static string[] Locks(string parent, string engine)
    {
        try
        {
            return Directory.GetFiles(parent, $"dbwright-{engine}-*.lock");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Gives the name back. The folder must be gone.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            File.Delete(held.Name);
        }

        held.Dispose();
    }
}
