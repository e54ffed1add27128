using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Where prepared data and fetched programs are kept between runs; safe to delete. For root it is <c>/var/cache/dbwright</c>, which the
/// servers' accounts can read; otherwise <c>$XDG_CACHE_HOME/dbwright</c> or <c>~/.cache/dbwright</c>.
/// </summary>
internal static class CacheFolder
{
    /// <summary>The folder's path; it need not exist.</summary>
    public static string Root()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/cache/dbwright";
        }

        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(
            Path.IsPathFullyQualified(caches ?? "")
                ? caches!
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "dbwright"
        );
    }

    /// <summary>A folder below the root that everybody may enter, made when it is not there.</summary>
    /// <exception cref="Failure">It cannot be made.</exception>
    public static string Make(params ReadOnlySpan<string> parts)
    {
        var path = Root();
        try
        {
            MakeReadable(path);
            foreach (var part in parts)
            {
                MakeReadable(path = Path.Combine(path, part));
            }

            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "cache-folder",
                $"The cache folder {path} cannot be made: {e.Message}",
                "",
                "Set XDG_CACHE_HOME to a folder that can be written.",
                cause: e
            );
        }
    }

    private static void MakeReadable(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            // Whatever the umask: a server's account must be able to enter.
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        }
    }
}
