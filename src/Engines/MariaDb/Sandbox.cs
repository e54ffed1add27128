using System.Globalization;
using System.Security.Cryptography;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Throw-away MariaDB servers, or throw-away databases on a server of the user's.</summary>
internal sealed class MariaDbSandboxes : ISandboxes
{
    /// <inheritdoc />
    public async Task<ISandbox> StartAsync(SandboxRequest request, Action<string> tell, CancellationToken cancellation) =>
        request.Url is { } url
            ? await MariaDbGuestSandbox.StartAsync(url, request.Major, cancellation)
            : await MariaDbSandbox.StartAsync(request, tell, cancellation);
}

/// <summary>A private server on a private socket.</summary>
internal sealed class MariaDbSandbox : ISandbox
{
    private const string Word = "mdb";
    private const string Installed = "root";

    /// <summary>
    /// The account without any right beyond the databases it is given (no FILE, no SUPER) but to name definers. It reads what routines of
    /// other definers do.
    /// </summary>
    private const string Owner = "app_owner";

    private static readonly string[] Readable = ["innodb_index_stats", "tables_priv", "columns_priv", "procs_priv", "proc"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What a text makes may name any definer, and runs with the rights of that one: the administrator's name is one that no text can know, and
    // what the server's own account may read, which would tell it, is taken from that.
    private readonly string administrator;

    private readonly GuardedServer server;
    private readonly MariaDbSession maintenance;
    private readonly SemaphoreSlim turn = new(1);
    private int databases;

    private MariaDbSandbox(GuardedServer server, MariaDbSession maintenance, string administrator, string description)
    {
        this.server = server;
        this.administrator = administrator;
        this.maintenance = maintenance;
        Description = description;
    }

    /// <inheritdoc />
    public string VersionText => maintenance.VersionText;

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>The server's folder.</summary>
    public string Folder => server.Folder;

    /// <summary>Starts a server.</summary>
    /// <exception cref="Failure">It cannot start (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static async Task<MariaDbSandbox> StartAsync(
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
                "Sandboxes of MariaDB are not started on Windows.",
                "The guard that removes them is a script for Unix shells.",
                "Name a started server with --sandbox URL."
            );
        }

        _ = MariaDbLibrary.Default;
        var installation = await MariaDbInstallation.FindAsync(request, cancellation);
        var account = ServerAccount.Find("mysql");
        var prepared = await MariaDbDataFolder.PrepareAsync(installation, account, tell, cancellation);
        foreach (var place in SandboxPlace.All)
        {
            await SandboxFolder.SweepAsync(place, Word, folder => StopAbandonedAsync(folder, cancellation));
        }

        var parent = SandboxPlace.For(request.Mode);
        var taken = SandboxFolder.Take(parent, Word);
        var settings = MariaDbSettings.For(request.Mode, taken.Path, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var started = await GuardedServer.StartAsync(
            account,
            taken,
            prepared,
            [installation.Server, .. settings.Options],
            cancellation
        );
        try
        {
            var session = await UntilReadyAsync(started, cancellation);
            var name = $"administrator_{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
            await session.ExecuteAsync(
                string.Join(
                    "; ",
                    [
                        $"create user {Owner}@localhost",
                        .. Readable.Select(t => $"grant select on mysql.{t} to {Owner}@localhost"),
                        $"grant set user on *.* to {Owner}@localhost",
                        "revoke select, delete on mysql.global_priv from `mariadb.sys`@localhost",
                        $"rename user {Installed}@localhost to {name}@localhost",
                    ]
                ),
                cancellation
            );
            return new(
                started,
                session,
                name,
                $"{session.VersionText}, {settings.Summary}, collation {MariaDbWriter.Collation}, "
                    + $"data in {parent} ({SandboxPlace.FileSystem(parent)})"
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
        await turn.WaitAsync(cancellation);
        try
        {
            await maintenance.ExecuteAsync(
                $"create database {name} character set utf8mb4 collate {MariaDbWriter.Collation}; "
                    + $"grant all on {name}.* to {Owner}@localhost with grant option",
                cancellation
            );
        }
        finally
        {
            turn.Release();
        }

        return new MariaDbSandboxDatabase(Address(Owner, name), Address(administrator, name), () => DropAsync(name))
        {
            HoldsAccounts = true,
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await maintenance.DisposeAsync();
        await server.DisposeAsync();
        turn.Dispose();
    }

    private MariaDbAddress Address(string user, string database) => Address(server, user, database);

    private static MariaDbAddress Address(GuardedServer server, string user, string database) =>
        new()
        {
            Socket = Path.Combine(server.Folder, "socket"),
            User = user,
            Database = database,
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
            await maintenance.ExecuteAsync($"drop database if exists {name}", CancellationToken.None);
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

    private static async Task<MariaDbSession> UntilReadyAsync(GuardedServer server, CancellationToken cancellation)
    {
        var address = Address(server, Installed, "mysql");
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (File.Exists(address.Socket))
                {
                    return await MariaDbSession.OpenAsync(address, cancellation);
                }
            }
            catch (EngineException e) when (e.Code is "2002" or "2013")
            {
                // The socket is there a moment before somebody listens.
            }

            if (server.HasEnded || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw Failure.Because(
                    ExitStatus.EngineUnavailable,
                    "sandbox-start",
                    "The MariaDB sandbox did not start.",
                    server.LogTail(20),
                    "Name a server of your own with --sandbox URL."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    private static async Task StopAbandonedAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "pid");
        if (!File.Exists(file))
        {
            return;
        }

        // The number may belong to another process by now; the command line says whether it is this server.
        var process = (await File.ReadAllTextAsync(file, cancellation)).Trim();
        var commandLine = $"/proc/{process}/cmdline";
        if (
            File.Exists(commandLine)
            && (await File.ReadAllTextAsync(commandLine, cancellation)).Contains(folder + "/data", StringComparison.Ordinal)
        )
        {
            await ChildProgram.RunAsync(["/bin/kill", "-s", "KILL", process], "", cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }
}

/// <summary>A database of a sandbox.</summary>
internal sealed class MariaDbSandboxDatabase(MariaDbAddress owner, MariaDbAddress administrator, Func<Task> drop)
    : ISandboxDatabase
{
    /// <inheritdoc />
    public bool HoldsAccounts { get; init; }

    /// <summary>Where the server's administrator works on it.</summary>
    public MariaDbAddress Administrator => administrator;

    /// <summary>Its name.</summary>
    public string Name => owner.Database;

    /// <inheritdoc />
    public async Task<ISession> OpenAsync(SandboxUser user, CancellationToken cancellation) =>
        await MariaDbSession.OpenAsync(user == SandboxUser.Owner ? owner : administrator, cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await drop();
}
