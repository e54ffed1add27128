using System.Globalization;
using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Throw-away PostgreSQL servers, or throw-away databases on a server of the user's.</summary>
internal sealed class PostgreSqlSandboxes : ISandboxes
{
    /// <inheritdoc />
    public async Task<ISandbox> StartAsync(SandboxRequest request, Action<string> tell, CancellationToken cancellation) =>
        request.Url is { } url
            ? await PostgreSqlGuestSandbox.StartAsync(url, request.Major, cancellation)
            : await PostgreSqlSandbox.StartAsync(request, tell, cancellation);

    /// <inheritdoc />
    public async Task<string?> FindVersionAsync(SandboxRequest request, CancellationToken cancellation)
    {
        try
        {
            if (request.Url is not null)
            {
                return null;
            }

            var known = request with { Major = request.Major ?? PostgreSqlInstallation.Fetched(request), Offline = true };
            return (await PostgreSqlInstallation.FindAsync(known, _ => { }, cancellation)).Text;
        }
        catch (Failure)
        {
            return null;
        }
    }
}

/// <summary>A private server on a private socket.</summary>
internal sealed class PostgreSqlSandbox : ISandbox
{
    private const string Word = "pg";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GuardedServer server;
    private readonly bool scratch;
    private readonly SemaphoreSlim turn = new(1);
    private NpgsqlDataSource? maintenanceSource;
    private PostgreSqlSession? maintenance;
    private int databases;

    private PostgreSqlSandbox(GuardedServer server, EngineVersion version, string versionText, string description, bool scratch)
    {
        this.server = server;
        this.scratch = scratch;
        Version = version;
        VersionText = versionText;
        Description = description;
    }

    /// <inheritdoc />
    public string VersionText { get; }

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>The server's folder.</summary>
    public string Folder => server.Folder;

    private EngineVersion Version { get; }

    /// <summary>Starts a server.</summary>
    /// <exception cref="Failure">It cannot start (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static async Task<PostgreSqlSandbox> StartAsync(
        SandboxRequest request,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        if (OperatingSystem.IsWindows())
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-system",
                "Sandboxes of PostgreSQL are not started on Windows.",
                "The guard that removes them is a script for Unix shells.",
                "Name a started with --sandbox URL."
            );
        }

        var installation = await PostgreSqlInstallation.FindAsync(request, tell, cancellation);
        var account = ServerAccount.Find("postgres");
        var cluster = await PostgreSqlCluster.PrepareAsync(installation, account, tell, cancellation);
        foreach (var place in SandboxPlace.All)
        {
            await SandboxFolder.SweepAsync(place, Word, folder => StopAbandonedAsync(folder, cancellation));
        }

        var parent = SandboxPlace.For(request.Mode);
        var taken = SandboxFolder.Take(parent, Word);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var settings = PostgreSqlSettings.For(request.Mode, taken.Path, memory);
        var started = await GuardedServer.StartAsync(
            account,
            taken,
            cluster.Path,
            [
                Path.Combine(installation.Programs, "postgres"),
                "-D",
                Path.Combine(taken.Path, "data"),
                .. settings.Values.SelectMany(s => new[] { "-c", $"{s.Name}={s.Value}" }),
            ],
            cancellation
        );
        try
        {
            await UntilReadyAsync(started, cancellation);
            var versionText = $"PostgreSQL {installation.Text}";
            return new(
                started,
                installation.Version,
                versionText,
                $"{versionText}, {settings.Summary}, collation {cluster.Collation}, "
                    + $"data in {parent} ({SandboxPlace.FileSystem(parent)})",
                request.Mode == SandboxMode.Scratch
            );
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<ISandboxDatabase> CreateDatabaseAsync(CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"db{Interlocked.Increment(ref databases)}");
        // Copying files is faster than logging pages, and the checkpoint it needs costs nothing without fsync.
        var strategy = scratch && Version.AtLeast(15) ? " strategy file_copy" : "";
        await turn.WaitAsync(cancellation);
        try
        {
            maintenanceSource ??= PostgreSqlConnections.Source(Settings(PostgreSqlCluster.Administrator, "postgres"));
            maintenance ??= await PostgreSqlSession.OpenAsync(maintenanceSource, cancellation);
            await maintenance.ExecuteAsync($"create database {name} owner {PostgreSqlCluster.Owner}{strategy}", cancellation);
        }
        finally
        {
            turn.Release();
        }

        return new PostgreSqlSandboxDatabase(
            Settings(PostgreSqlCluster.Owner, name),
            Settings(PostgreSqlCluster.Administrator, name),
            isPrivate: true,
            () => DropAsync(name)
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (maintenance is not null)
        {
            await maintenance.DisposeAsync();
            await maintenanceSource!.DisposeAsync();
        }

        await server.DisposeAsync();
        turn.Dispose();
    }

    private NpgsqlConnectionStringBuilder Settings(string user, string database) =>
        new()
        {
            Host = server.Folder,
            Port = 5432,
            Username = user,
            Database = database,
            SslMode = SslMode.Disable,
            IncludeErrorDetail = true,
        };

    private async Task DropAsync(string name)
    {
        // The folder goes with the server, so there is nothing to drop from one that is stopping.
        if (server.HasEnded)
        {
            return;
        }

        await turn.WaitAsync();
        try
        {
            await maintenance!.ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
        }
        catch (EngineException)
        {
            // It goes with the server.
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task UntilReadyAsync(GuardedServer server, CancellationToken cancellation)
    {
        var file = Path.Combine(server.Folder, "data", "postmaster.pid");
        var deadline = TimeProvider.System.GetTimestamp();
        while (!IsReady(file))
        {
            if (server.HasEnded || TimeProvider.System.GetElapsedTime(deadline) > Patience)
            {
                throw Failure.Because(
                    ExitStatus.EngineUnavailable,
                    "sandbox-start",
                    "The PostgreSQL sandbox did not start.",
                    server.LogTail(20),
                    "Name a server of your own with --sandbox URL."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    // The last line of postmaster.pid says what the server is doing.
    private static bool IsReady(string file)
    {
        try
        {
            return File.Exists(file) && File.ReadAllText(file).TrimEnd().EndsWith("ready", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task StopAbandonedAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "data", "postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }

        // The number may belong to another process by now; the command line says whether it is this server.
        var process = (await File.ReadAllLinesAsync(file, cancellation))[0];
        var commandLine = $"/proc/{process}/cmdline";
        if (
            File.Exists(commandLine)
            && (await File.ReadAllTextAsync(commandLine, cancellation)).Contains(folder + "/data", StringComparison.Ordinal)
        )
        {
            await ChildProgram.RunAsync(["/bin/kill", "-s", "QUIT", process], "", cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }
}
