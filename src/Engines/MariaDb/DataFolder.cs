using System.Security.Cryptography;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A data directory that mariadb-install-db has made once and sandboxes copy, kept by version.</summary>
internal static class MariaDbDataFolder
{
    // Part of the key: increase it when what is prepared here changes.
    private const int Revision = 1;

    /// <summary>The path of the prepared directory of an installation, made when it is not there.</summary>
    /// <exception cref="Failure">mariadb-install-db fails.</exception>
    public static async Task<string> PrepareAsync(
        MariaDbInstallation installation,
        ServerAccount account,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        var key = $"{installation.Server}\n{installation.Text}\n{account.User}\n{Revision}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
        var parent = Path.Combine(CacheFolder.Make("mariadb"), account.User ?? "own");
        if (!Directory.Exists(parent))
        {
            string[] owner = account.User is { } user ? ["-o", user] : [];
            await DemandAsync(["/usr/bin/env", "install", "-d", "-m", "700", .. owner, parent], cancellation);
        }

        var path = Path.Combine(parent, $"{installation.Version}-{hash}");
        if (!Directory.Exists(path))
        {
            tell($"Preparing a data directory for MariaDB {installation.Text} (once; kept in {path})");
            await InitialiseAsync(installation, account, path, cancellation);
        }

        return path;
    }

    private static async Task InitialiseAsync(
        MariaDbInstallation installation,
        ServerAccount account,
        string path,
        CancellationToken cancellation
    )
    {
        // Of this call alone: others may prepare the same one, in this process too.
        var unfinished = $"{path}.{System.IO.Path.GetRandomFileName()}";
        try
        {
            // Small files, as they are copied at every start; the server makes them larger itself.
            await DemandAsync(
                [
                    .. account.Prefix,
                    installation.Installer,
                    "--no-defaults",
                    $"--datadir={unfinished}",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                    "--innodb-log-file-size=4M",
                    "--innodb-buffer-pool-size=32M",
                    "--innodb-flush-method=nosync",
                ],
                cancellation
            );
            // Another process may have been faster: mv -T refuses a directory that is not empty, and the other's is as good as ours.
            await ChildProgram.RunAsync([.. account.Prefix, "/usr/bin/env", "mv", "-T", unfinished, path], "", cancellation);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static async Task DemandAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        var result = await ChildProgram.RunAsync(command, "", cancellation);
        if (result.ExitCode != 0)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-prepare",
                "The data directory of a MariaDB sandbox cannot be prepared.",
                $"{string.Join(' ', command)}\n{$"{result.Output}{result.Errors}".Trim()}",
                "Name a server of your own with --sandbox URL."
            );
        }
    }
}
