using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Throw-away databases of SQLite: files in a folder that is gone when the command ends, or else at the next start.</summary>
public sealed class SqliteSandboxes : ISandboxes
{
    private const string Word = "sqlite";
    private const string UrlStart = "sqlite:";

    private readonly Func<SqliteLibrary> library;

    /// <summary>Sandboxes over the library that is found (<c>DBWRIGHT_SQLITE=bundled</c> takes the one that comes with dbwright).</summary>
    public SqliteSandboxes()
        : this(() => SqliteLibrary.Default) { }

    internal SqliteSandboxes(Func<SqliteLibrary> library) => this.library = library;

    /// <inheritdoc />
    public async Task<ISandbox> StartAsync(SandboxRequest request, Action<string> tell, CancellationToken cancellation)
    {
        var loaded = library();
        if (request.Major is { } major && major != loaded.Version.Major)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sqlite-version",
                FormattableString.Invariant($"There is no SQLite {major} here; the library is {loaded.Version}.")
            );
        }

        var parent = request.Url is null ? SandboxPlace.For(request.Mode) : FolderOf(request.Url);
        foreach (var place in SandboxPlace.All.Append(parent).Distinct(StringComparer.Ordinal))
        {
            await SandboxFolder.SweepAsync(place, Word, _ => Task.CompletedTask);
        }

        cancellation.ThrowIfCancellationRequested();
        return new SqliteSandbox(loaded, SandboxFolder.Take(parent, Word), request.Mode);
    }

    private static string FolderOf(string url)
    {
        var path = url.StartsWith(UrlStart, StringComparison.OrdinalIgnoreCase) ? url[UrlStart.Length..] : url;
        return Directory.Exists(path)
            ? Path.GetFullPath(path)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "sqlite-sandbox",
                $"{(url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? $"{url[..end]}://…" : url)} is no folder.",
                "A sandbox of SQLite makes database files of its own in a folder and removes them; it never works in a file that is there.",
                "Write sqlite:FOLDER, or leave --sandbox out."
            );
    }
}

/// <summary>A folder of throw-away databases.</summary>
internal sealed class SqliteSandbox : ISandbox
{
    private readonly SqliteLibrary library;
    private readonly SandboxFolder folder;
    private readonly SandboxMode mode;
    private int databases;

    public SqliteSandbox(SqliteLibrary library, SandboxFolder folder, SandboxMode mode)
    {
        this.library = library;
        this.folder = folder;
        this.mode = mode;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder.Path);
        }
        else
        {
            Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <inheritdoc />
    public string VersionText => $"SQLite {library.Version}";

    /// <inheritdoc />
    public string Description =>
        (
            mode == SandboxMode.Bench
                ? $"write-ahead log, synchronous=full, cache 64 MiB, foreign_keys=on"
                : "journal in memory, synchronous=off, foreign_keys=on"
        ) + $"; on {SandboxPlace.FileSystem(folder.Path)}; library {library.Name}";

    /// <inheritdoc />
    public Task<ISandboxDatabase> CreateDatabaseAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var number = Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        return Task.FromResult<ISandboxDatabase>(
            new SqliteSandboxDatabase(library, Path.Combine(folder.Path, $"{number}.sqlite"), mode)
        );
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (Directory.Exists(folder.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
        }

        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A throw-away database: a file.</summary>
internal sealed class SqliteSandboxDatabase(SqliteLibrary library, string path, SandboxMode mode) : ISandboxDatabase
{
    private const int BusyMilliseconds = 60_000;

    /// <inheritdoc />
    public Task<ISession> OpenAsync(SandboxUser user, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var connection = SqliteConnection.Open(library, path, create: true);
        try
        {
            connection.WaitWhenBusy(BusyMilliseconds);
            connection.Run(
                mode == SandboxMode.Bench
                    ? "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma foreign_keys = on"
                    : "pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -65536; pragma foreign_keys = on"
            );
            SqliteGuard.Straighten(connection);
            if (user == SandboxUser.Owner)
            {
                SqliteGuard.Set(connection);
            }

            return Task.FromResult<ISession>(new SqliteSession(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var end in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(path + end);
        }

        return ValueTask.CompletedTask;
    }
}
