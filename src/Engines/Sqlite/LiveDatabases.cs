using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Database files of SQLite.</summary>
internal sealed class SqliteLiveDatabases : ILiveDatabases
{
    private const string Scheme = "sqlite:";
    private const int BusyMilliseconds = 10_000;

    /// <inheritdoc />
    public Task<ISession> OpenAsync(string url, CancellationToken cancellation) => OpenAsync(url, isReadOnly: true, cancellation);

    /// <inheritdoc />
    public Task<ISession> OpenToWriteAsync(string url, CancellationToken cancellation) =>
        OpenAsync(url, isReadOnly: false, cancellation);

    /// <inheritdoc />
    public Task<Sequence<LiveDatabase>> DatabasesAsync(string url, string pattern, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(url);
        var folder =
            Directory.Exists(path) ? path
            : Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent
            : ".";
        return Task.FromResult(
            Directory.Exists(folder)
                ? Directory
                    .EnumerateFiles(folder, pattern)
                    .Order(StringComparer.Ordinal)
                    .Select(f => new LiveDatabase(Path.GetFileName(f), $"{Scheme}{f}"))
                    .ToSequence()
                : []
        );
    }

    private static Task<ISession> OpenAsync(string url, bool isReadOnly, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(url);
        if (!File.Exists(path))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-file",
                $"{path} does not exist.",
                "Expected a database file of SQLite.",
                "An empty file is an empty database."
            );
        }

        SqliteConnection? connection = null;
        try
        {
            connection = isReadOnly
                ? SqliteConnection.OpenToRead(SqliteLibrary.Default, path)
                : SqliteConnection.Open(SqliteLibrary.Default, path, create: false);
            connection.WaitWhenBusy(BusyMilliseconds);
            SqliteGuard.Set(connection);

            // The library opens any file; reading the first page tells.
            connection.Ask("select count(*) from sqlite_master");
            return Task.FromResult<ISession>(new SqliteSession(connection));
        }
        catch (EngineException e)
        {
            connection?.Dispose();
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "connect",
                $"{path} cannot be read as a database of SQLite.",
                e.Message,
                cause: e
            );
        }
    }

    /// <inheritdoc />
    public string Describe(string url) => PathOf(url);

    // sqlite:relative, sqlite:/absolute, sqlite:///absolute.
    private static string PathOf(string url)
    {
        var path = url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? url[Scheme.Length..] : url;
        return path.StartsWith("///", StringComparison.Ordinal) ? path[2..] : path;
    }
}
