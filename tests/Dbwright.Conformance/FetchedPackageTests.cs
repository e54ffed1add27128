using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance;

/// <summary>What is fetched is what was pinned, or nothing; the registry is a small server here.</summary>
public sealed class FetchedPackageTests : IDisposable
{
    private const string Otherwise = "Do without.";
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly HttpListener registry = new();
    private readonly Uri address;
    private readonly string name = $"@dbwright-test/package-{Environment.ProcessId}";
    private readonly List<string> told = [];

    public FetchedPackageTests()
    {
        address = new($"http://127.0.0.1:{FreePort()}/");
        registry.Prefixes.Add(address.ToString());
        registry.Start();
    }

    public void Dispose()
    {
        registry.Close();
        if (Package("").Folder is var folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_pinned_package_is_unpacked_where_it_belongs()
    {
        var archive = Archive(("package/bin/tool", "#!/bin/sh", true), ("package/README.md", "read me", false));
        var package = Package(Hash(archive));
        Assert.False(package.IsThere);

        await FetchAsync(package, archive);

        Assert.True(package.IsThere);
        Assert.Equal("read me", await File.ReadAllTextAsync(Path.Combine(package.Folder, "README.md"), Never));
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(package.Folder, "bin", "tool")).HasFlag(UnixFileMode.OtherExecute));
            Assert.False(File.GetUnixFileMode(Path.Combine(package.Folder, "README.md")).HasFlag(UnixFileMode.UserExecute));
        }

        Assert.Equal([$"Fetching {name} 1.0.0 from 127.0.0.1 (kept in {package.Folder})"], told);
    }

    [Fact]
    public async Task Another_package_than_the_pinned_one_is_not_unpacked()
    {
        var package = Package(Hash(Archive(("package/a", "one", false))));

        var failure = await Assert.ThrowsAsync<Failure>(() => FetchAsync(package, Archive(("package/a", "another", false))));

        Assert.Equal(("fetch-hash", Otherwise), (failure.Findings[0].Rule, failure.Findings[0].Fix));
        Assert.False(package.IsThere);
    }

    [Fact]
    public async Task Files_outside_of_the_folder_are_not_written()
    {
        var archive = Archive(("package/../../../escaped", "out", false));
        var package = Package(Hash(archive));

        await Assert.ThrowsAsync<InvalidDataException>(() => FetchAsync(package, archive));

        Assert.False(package.IsThere);
        Assert.False(File.Exists(Path.Combine(package.Folder, "..", "..", "escaped")));
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_said()
    {
        registry.Close();

        var failure = await Assert.ThrowsAsync<Failure>(() => Package("").FetchAsync(Otherwise, told.Add, Never));

        Assert.Equal(("fetch-failed", Otherwise), (failure.Findings[0].Rule, failure.Findings[0].Fix));
        Assert.Equal(ExitStatus.EngineUnavailable, failure.Status);
    }

    [Fact]
    public async Task Nothing_is_fetched_offline()
    {
        var failure = await Assert.ThrowsAsync<Failure>(() => DuckDb.OpenAsync(Package(""), told.Add, offline: true, Never));

        Assert.Equal((ExitStatus.EngineUnavailable, "no-duckdb"), (failure.Status, failure.Findings[0].Rule));
        Assert.Contains("--format csv", failure.Findings[0].Fix, StringComparison.Ordinal);
        Assert.Empty(told);
    }

    private FetchedPackage Package(string hash) => new(name, "1.0.0", hash) { Registry = address };

    private async Task FetchAsync(FetchedPackage package, byte[] archive)
    {
        var fetching = package.FetchAsync(Otherwise, told.Add, Never);
        var request = await registry.GetContextAsync();
        Assert.Equal($"/{name}/-/{name.Split('/')[1]}-1.0.0.tgz", request.Request.Url!.AbsolutePath);
        await request.Response.OutputStream.WriteAsync(archive, Never);
        request.Response.Close();
        await fetching;
    }

    private static byte[] Archive(params (string Path, string Text, bool Runs)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zipped))
        {
            foreach (var (path, text, runs) in files)
            {
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, path)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                        Mode = runs ? UnixFileMode.UserRead | UnixFileMode.UserExecute : UnixFileMode.UserRead,
                    }
                );
            }
        }

        return bytes.ToArray();
    }

    private static string Hash(byte[] archive) => Convert.ToBase64String(SHA512.HashData(archive));

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
