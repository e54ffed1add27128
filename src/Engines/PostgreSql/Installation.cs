using System.Collections.Concurrent;
using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>PostgreSQL programs on this machine.</summary>
/// <param name="Programs">The folder that holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Version">Their version.</param>
/// <param name="Text">The version as the server says it itself.</param>
internal sealed record PostgreSqlInstallation(string Programs, EngineVersion Version, string Text)
{
    /// <summary>The oldest major version that is used.</summary>
    public const int OldestMajor = 13;

    /// <summary>The newest major version that dbwright is tested with.</summary>
    public const int NewestMajor = 18;

    // A comparison asks for each of its two schemas at once, and starting a program takes as long as reading one from the cache.
    private static readonly ConcurrentDictionary<string, Lazy<Task<PostgreSqlInstallation?>>> Asked = new(StringComparer.Ordinal);

    /// <summary>Finds programs: installed ones, then fetched ones, then those it may fetch.</summary>
    /// <exception cref="Failure">There are none (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static async Task<PostgreSqlInstallation> FindAsync(
        SandboxRequest request,
        Action<string> tell,
        CancellationToken cancellation
    ) =>
        await PreferredAsync(request, tell, cancellation)
        ?? await AnyAsync(request, tell, cancellation)
        ?? throw Nothing(request, Fetchable(request));

    /// <summary>The major version that a request leads to, where only its preference says one and it can be fetched.</summary>
    public static int? Fetched(SandboxRequest request) =>
        !request.Offline && PostgreSqlPackages.Majors.Any(m => m == request.Preferred) ? request.Preferred : null;

    private static async Task<PostgreSqlInstallation?> PreferredAsync(
        SandboxRequest request,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        if (request is not { Major: null, Preferred: { } preferred })
        {
            return null;
        }

        try
        {
            return await AnyAsync(request with { Major = preferred }, tell, cancellation);
        }
        catch (Failure e)
        {
            tell($"PostgreSQL {preferred} cannot be had, another version takes its place: {e.Findings[0].Title}");
            return null;
        }
    }

    private static List<int> Fetchable(SandboxRequest request) =>
        PostgreSqlPackages.Majors.Where(m => request.Major is null || m == request.Major).ToList();

    private static async Task<PostgreSqlInstallation?> AnyAsync(
        SandboxRequest request,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        foreach (var folder in Installed())
        {
            if (await ReadAsync(folder, cancellation) is { } found && Fits(found, request))
            {
                return found;
            }
        }

        var majors = Fetchable(request);
        var package =
            majors.Select(m => PostgreSqlPackages.Find(m)!).FirstOrDefault(p => p.IsThere)
            ?? (request.Offline || majors.Count == 0 ? null : PostgreSqlPackages.Find(majors[0]));
        if (package is null)
        {
            return null;
        }

        if (!package.IsThere)
        {
            await package.FetchAsync("Install the server yourself, or name one with --sandbox URL.", tell, cancellation);
        }

        PostgreSqlPackages.LinkLibraries(package);
        return await ReadAsync(PostgreSqlPackages.Programs(package), cancellation)
            ?? throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-program",
                $"The PostgreSQL server fetched to {package.Folder} does not run on this machine.",
                "",
                $"Delete that folder, and {HowToInstall(request.Major)}"
            );
    }

    private static bool Fits(PostgreSqlInstallation found, SandboxRequest request) =>
        request.Major is { } major ? found.Version.Major == major : found.Version.Major >= OldestMajor;

    private static Failure Nothing(SandboxRequest request, List<int> fetchable)
    {
        var version = request.Major is { } major ? $" {major}" : "";
        var outOfRange = request.Major is < OldestMajor or > NewestMajor;
        return Failure.Because(
            ExitStatus.EngineUnavailable,
            "sandbox-missing",
            $"There is no PostgreSQL{version} server on this machine to start a sandbox with.",
            outOfRange ? $"dbwright works with PostgreSQL {OldestMajor} to {NewestMajor}."
                : request.Offline && fetchable.Count > 0 ? "One could be fetched from the npm registry, which --offline forbids."
                : "Looked on PATH and where packages install it.",
            outOfRange ? null : Capital(HowToInstall(request.Major))
        );
    }

    private static string HowToInstall(int? major) =>
        OperatingSystem.IsMacOS()
            ? $"install one with `brew install postgresql@{major ?? NewestMajor}`, or name one with --sandbox URL."
        : OperatingSystem.IsWindows() ? "name a server with --sandbox URL; sandboxes are not started on Windows."
        : $"install one with `apt-get install postgresql{(major is null ? "" : $"-{major}")}`, or name one with --sandbox URL.";

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // The newest first; PATH before all, as it is what the user chose.
    private static IEnumerable<string> Installed()
    {
        var onPath = ProgramPath.Find("postgres") is { } server ? [Path.GetDirectoryName(server)!] : Array.Empty<string>();
        string[] packaged =
        [
            .. Versions("/usr/lib/postgresql", "bin"),
            .. Versions("/usr", "bin", "pgsql-*"),
            .. Versions("/opt/homebrew/opt", "bin", "postgresql*"),
            .. Versions("/usr/local/opt", "bin", "postgresql*"),
            .. Versions("/Library/PostgreSQL", "bin"),
        ];
        return onPath.Concat(packaged).Where(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static IEnumerable<string> Versions(string parent, string below, string pattern = "*")
    {
        try
        {
            return Directory
                .GetDirectories(parent, pattern)
                .OrderByDescending(folder => Number(Path.GetFileName(folder)))
                .Select(folder => Path.Combine(folder, below));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int Number(string name)
    {
        var digits = string.Concat(name.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static async Task<PostgreSqlInstallation?> ReadAsync(string programs, CancellationToken cancellation)
    {
        // Whoever asked first may give up; the others still want the answer.
        var answer = Asked.GetOrAdd(programs, p => new(() => AskAsync(p)));
        try
        {
            return await answer.Value.WaitAsync(cancellation);
        }
        finally
        {
            // What was no answer is asked for again.
            if (answer.Value is not { IsCompletedSuccessfully: true, Result: not null })
            {
                Asked.TryRemove(new(programs, answer));
            }
        }
    }

    private static async Task<PostgreSqlInstallation?> AskAsync(string programs)
    {
        var result = await ChildProgram.RunAsync([Path.Combine(programs, "postgres"), "--version"], "", CancellationToken.None);
        const string before = "postgres (PostgreSQL) ";
        var text = result.Output.Trim();
        if (result.ExitCode != 0 || !text.StartsWith(before, StringComparison.Ordinal))
        {
            return null;
        }

        text = text[before.Length..];
        var numbers = text.Split(' ')[0].Split('.');
        return int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? new(programs, new(major, numbers.Length > 1 ? Number(numbers[1]) : 0), text)
            : null;
    }
}
