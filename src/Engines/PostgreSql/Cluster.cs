using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A data directory that initdb has made once and sandboxes copy, kept by version and settings.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Collation">The collation of its databases, for people.</param>
internal sealed record PostgreSqlCluster(string Path, string Collation)
{
    /// <summary>The superuser.</summary>
    public const string Administrator = "postgres";

    /// <summary>The role without superuser rights that owns the databases of a private server.</summary>
    public const string Owner = "app_owner";

    // Part of the key: increase it when what is prepared here changes.
    private const int Revision = 2;

    /// <summary>The prepared directory of an installation, made when it is not there.</summary>
    /// <exception cref="Failure">initdb fails.</exception>
    public static async Task<PostgreSqlCluster> PrepareAsync(
        PostgreSqlInstallation installation,
        ServerAccount account,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        var (arguments, collation) = await LocaleAsync(installation, cancellation);
        var key = string.Join('\n', [installation.Programs, installation.Text, account.User ?? "", .. arguments, $"{Revision}"]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
        var parent = await ParentAsync(account, cancellation);
        var path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{installation.Version}-{hash}"));
        if (!Directory.Exists(path))
        {
            tell($"Preparing a data directory for PostgreSQL {installation.Text} (once; kept in {path})");
            await InitialiseAsync(installation, account, arguments, path, cancellation);
        }

        return new(path, collation);
    }

    // Readable by the server's account alone, as PostgreSQL demands of its data.
    private static async Task<string> ParentAsync(ServerAccount account, CancellationToken cancellation)
    {
        var parent = System.IO.Path.Combine(CacheFolder.Make("postgresql"), account.User ?? "own");
        if (!Directory.Exists(parent))
        {
            string[] owner = account.User is { } user ? ["-o", user] : [];
            await DemandAsync(["/usr/bin/env", "install", "-d", "-m", "700", .. owner, parent], "", cancellation);
        }

        return parent;
    }

    private static async Task InitialiseAsync(
        PostgreSqlInstallation installation,
        ServerAccount account,
        Sequence<string> locale,
        string path,
        CancellationToken cancellation
    )
    {
        // Of this call alone: others may prepare the same one, in this process too.
        var unfinished = $"{path}.{System.IO.Path.GetRandomFileName()}";
        var programs = installation.Programs;
        try
        {
            await DemandAsync(
                [
                    .. account.Prefix,
                    System.IO.Path.Combine(programs, "initdb"),
                    "--pgdata",
                    unfinished,
                    "--username",
                    Administrator,
                    "--auth",
                    "trust",
                    "--encoding",
                    "UTF8",
                    "--no-sync",
                    .. locale,
                ],
                "",
                cancellation
            );
            await DemandAsync(
                [.. account.Prefix, System.IO.Path.Combine(programs, "postgres"), "--single", "-F", "-D", unfinished, "postgres"],
                $"create role {Owner} login\n",
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

    private static async Task DemandAsync(IReadOnlyList<string> command, string input, CancellationToken cancellation)
    {
        var result = await ChildProgram.RunAsync(command, input, cancellation);
        if (result.ExitCode != 0)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-prepare",
                "The data directory of a PostgreSQL sandbox cannot be prepared.",
                $"{string.Join(' ', command)}\n{result.Errors.Trim()}",
                "Name a server of your own with --sandbox URL."
            );
        }
    }

    // en-US as in most production databases, never C: by the system's locale, else by ICU, else Unicode code points, and then it is said.
    private static async Task<(Sequence<string> Arguments, string Collation)> LocaleAsync(
        PostgreSqlInstallation installation,
        CancellationToken cancellation
    )
    {
        var locales = ProgramPath.Find("locale") is { } program
            ? (await ChildProgram.RunAsync([program, "-a"], "", cancellation)).Output.Split('\n')
            : [];
        var english = locales.FirstOrDefault(l => Is(l, "en_US.utf8"));
        if (english is not null)
        {
            return ([$"--locale={english}"], "en_US.UTF-8");
        }

        var plain = locales.FirstOrDefault(l => Is(l, "C.utf8")) ?? "C";
        return installation.Version.AtLeast(15)
            ? (["--locale-provider=icu", "--icu-locale=en-US", $"--locale={plain}"], "en-US by ICU")
            : (
                [$"--locale={plain}"],
                $"{plain} (this system has no en_US.UTF-8 locale, and PostgreSQL {installation.Version.Major} cannot use ICU for a database)"
            );
    }

    private static bool Is(string locale, string name) =>
        string.Equals(locale.Replace("-", ""), name, StringComparison.OrdinalIgnoreCase);
}
