using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>MariaDB programs on this machine.</summary>
/// <param name="Server">The path of <c>mariadbd</c>.</param>
/// <param name="Installer">The path of <c>mariadb-install-db</c>.</param>
/// <param name="Version">Their version.</param>
/// <param name="Text">The version as the server says it itself.</param>
internal sealed partial record MariaDbInstallation(string Server, string Installer, EngineVersion Version, string Text)
{
    // The oldest version with everything that is written here: uuid (10.7), descending indexes (10.8), this collation (10.10).
    private static readonly EngineVersion Oldest = new(10, 11);

    private static readonly string[] Folders =
    [
        "/usr/sbin",
        "/usr/libexec",
        "/usr/bin",
        "/usr/local/sbin",
        "/opt/homebrew/opt/mariadb/bin",
        "/usr/local/opt/mariadb/bin",
    ];

    /// <summary>Finds installed programs.</summary>
    /// <exception cref="Failure">There are none, or none of the major version that is wanted.</exception>
    public static async Task<MariaDbInstallation> FindAsync(SandboxRequest request, CancellationToken cancellation)
    {
        if (Program("mariadbd") is not { } server || Program("mariadb-install-db") is not { } installer)
        {
            throw Nothing(
                "There is no MariaDB server on this machine to start a sandbox with.",
                "Looked on PATH and where packages install it."
            );
        }

        var result = await ChildProgram.RunAsync([server, "--no-defaults", "--version"], "", cancellation);
        var match = VersionText().Match(result.Output);
        if (result.ExitCode != 0 || !match.Success)
        {
            throw Nothing($"{server} does not say its version.", $"{result.Output}{result.Errors}".Trim());
        }

        var version = new EngineVersion(Number(match, "major"), Number(match, "minor"), Number(match, "patch"));
        if (version.CompareTo(Oldest) < 0)
        {
            throw Nothing(
                $"The MariaDB server on this machine is version {version}.",
                $"dbwright works with MariaDB {Oldest} and later."
            );
        }

        if (request.Major is { } major && major != version.Major)
        {
            throw Nothing($"There is no MariaDB {major} on this machine, but {version}.", $"Found {server}.");
        }

        return new(server, installer, version, match.Groups["all"].Value);
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // Packages put the server where only administrators look.
    private static string? Program(string name) =>
        ProgramPath.Find(name) ?? Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static Failure Nothing(string title, string detail) =>
        Failure.Because(
            ExitStatus.EngineUnavailable,
            "sandbox-missing",
            title,
            detail,
            OperatingSystem.IsMacOS()
                ? "Install one with `brew install mariadb`, or name one with --sandbox URL."
                : "Install one with `apt-get install mariadb-server libmariadb3`, or name one with --sandbox URL."
        );

    [GeneratedRegex(
        @"Ver (?<all>(?<major>\d{1,3})\.(?<minor>\d{1,3})\.(?<patch>\d{1,3}))-MariaDB",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex VersionText();
}
