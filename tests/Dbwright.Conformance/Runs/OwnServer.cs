using System.Diagnostics;
using System.Globalization;
using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.Runs;

/// <summary>A server on a copy of the prepared data, which outlives being killed: it can be started again on what it left behind.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static int number;

    private readonly Engine engine;
    private readonly ServerAccount account;
    private readonly IReadOnlyList<string> command;
    private readonly string folder;
    private readonly Func<string, string> url;
    private Process? process;
    private int databases;

    private OwnServer(
        Engine engine,
        ServerAccount account,
        IReadOnlyList<string> command,
        string folder,
        Func<string, string> url
    )
    {
        this.engine = engine;
        this.account = account;
        this.command = command;
        this.folder = folder;
        this.url = url;
    }

    /// <summary>Starts a durable server of an engine.</summary>
    /// <param name="name">The engine.</param>
    /// <param name="disk">The folder of a disk to live on; none for any.</param>
    /// <param name="settings">Further settings of PostgreSQL, each <c>name=value</c>.</param>
    public static async Task<OwnServer> StartAsync(string name, string disk = "/var/tmp", params string[] settings)
    {
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"{disk}/dbwright-killed-{Environment.ProcessId}-{Interlocked.Increment(ref number)}"
        );
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var wanted = new SandboxRequest(SandboxMode.Bench);
        OwnServer server;
        string prepared;
        if (name == "postgresql")
        {
            var installation = await PostgreSqlInstallation.FindAsync(wanted, _ => { }, Never);
            var runsAs = ServerAccount.Find("postgres");
            prepared = (await PostgreSqlCluster.PrepareAsync(installation, runsAs, _ => { }, Never)).Path;
            var usual = PostgreSqlSettings.For(SandboxMode.Bench, place, memory).Values;
            string[] program =
            [
                Path.Combine(installation.Programs, "postgres"),
                "-D",
                Path.Combine(place, "data"),
                .. usual.SelectMany(s => new[] { "-c", $"{s.Name}={s.Value}" }),
                .. settings.SelectMany(s => new[] { "-c", s }),
                // The system goes on, and with it what it has been given to write.
                "-c",
                "fsync=off",
            ];
            server = new(PostgreSqlEngine.Create(), runsAs, program, place, d => $"postgresql://postgres@/{d}?host={place}");
        }
        else
        {
            var installation = await MariaDbInstallation.FindAsync(wanted, Never);
            var runsAs = ServerAccount.Find("mysql");
            prepared = await MariaDbDataFolder.PrepareAsync(installation, runsAs, _ => { }, Never);
            string[] program = [installation.Server, .. MariaDbSettings.For(SandboxMode.Bench, place, memory).Options];
            server = new(
                MariaDbEngine.Create(),
                runsAs,
                program,
                place,
                d => $"mariadb://root@localhost/{d}?socket={place}/socket"
            );
        }

        var copied = await ChildProgram.RunAsync(
            [
                .. server.account.Prefix,
                "/bin/sh",
                "-c",
                "umask 077; mkdir \"$0\" && cp -R -p \"$1\" \"$0/data\"",
                place,
                prepared,
            ],
            "",
            Never
        );
        Xunit.Assert.True(copied.ExitCode == 0, copied.Errors);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>Starts it on what it left behind unless it still runs, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        if (process is null or { HasExited: true })
        {
            Launch();
        }

        while (true)
        {
            try
            {
                await using var session = await OpenAsync(engine.Name == "postgresql" ? "postgres" : "mysql");
                return;
            }
            catch (Exception e) when (e is Failure or EngineException && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                // What the killed one left in memory must be gone first; until then a new one ends at once.
                if (process!.HasExited)
                {
                    Launch();
                }

                await Task.Delay(50);
            }
        }
    }

    /// <summary>A replica of a server of PostgreSQL that applies what it gets only after a while.</summary>
    public async Task<Replica> ReplicateAsync(TimeSpan delay)
    {
        var copy = Path.Combine(folder, "replica");
        await using var session = await OpenAsync("postgres");
        await session.QueryAsync("select pg_backup_start('replica', true)", [], Never);
        var copied = await ChildProgram.RunAsync(
            [
                .. account.Prefix,
                "/bin/sh",
                "-c",
                "umask 077; cp -R -p \"$0/data\" \"$1\" && rm \"$1/postmaster.pid\" && touch \"$1/standby.signal\"",
                folder,
                copy,
            ],
            "",
            Never
        );
        Xunit.Assert.True(copied.ExitCode == 0, copied.Errors);
        var label = await session.QueryAsync("select labelfile from pg_backup_stop(false)", [], Never);
        // It must be the account's own: the server syncs and renames it.
        string[] write = [.. account.Prefix, "/bin/sh", "-c", "cat > \"$0/backup_label\"", copy];
        await ChildProgram.RunAsync(write, (string)label[0][0]!, Never);
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"primary_conninfo = 'host={folder} user=postgres'\nrecovery_min_apply_delay = {delay.TotalMilliseconds}ms\n"
        );
        await File.AppendAllTextAsync(Path.Combine(copy, "postgresql.auto.conf"), settings);
        var place = command.Select(c => c == Path.Combine(folder, "data") ? copy : c.Replace($"={folder}", $"={copy}"));
        var replica = new Replica(
            engine,
            Launched([.. account.Prefix, .. place]),
            $"postgresql://postgres@/postgres?host={copy}"
        );
        const string streams = "select 1 from pg_stat_replication where state = 'streaming'";
        for (var i = 0; (await session.QueryAsync(streams, [], Never)).Count == 0; i++)
        {
            Xunit.Assert.True(i < 300, "The replica does not come.");
            await Task.Delay(100);
        }

        return replica;
    }

    /// <summary>A replica of a server of PostgreSQL that streams, made by pg_basebackup, as a server that can be started again.</summary>
    public async Task<OwnServer> StandbyAsync()
    {
        var copy = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetDirectoryName(folder)}/dbwright-killed-{Environment.ProcessId}-{Interlocked.Increment(ref number)}"
        );
        await RunAsync("/bin/sh", "-c", "umask 077; mkdir \"$0\"", copy);
        await RunAsync(
            Program("pg_basebackup"),
            "-h",
            folder,
            "-U",
            "postgres",
            "-D",
            Path.Combine(copy, "data"),
            "-c",
            "fast",
            "-R"
        );
        var replica = new OwnServer(
            engine,
            account,
            command.Select(c => c.Replace(folder, copy, StringComparison.Ordinal)).ToList(),
            copy,
            d => $"postgresql://postgres@/{d}?host={copy}"
        );
        await replica.StartAgainAsync();
        return replica;
    }

    /// <summary>Stops a server of PostgreSQL as it should be.</summary>
    public async Task StopAsync()
    {
        await RunProgramAsync("pg_ctl", "-D", DataDirectory, "stop", "-m", "fast");
        await process!.WaitForExitAsync();
    }

    /// <summary>Where a server of PostgreSQL has its rows.</summary>
    public string DataDirectory => Path.Combine(folder, "data");

    /// <summary>Runs one of the programs of PostgreSQL in the account that the server runs in.</summary>
    public Task RunProgramAsync(string name, params string[] arguments) => RunAsync([Program(name), .. arguments]);

    /// <summary>Runs a line of a shell in the account that the server runs in; the programs of its PostgreSQL are found first.</summary>
    public Task RunLineAsync(string line) => RunAsync("sh", "-c", $"PATH={Path.GetDirectoryName(Program("psql"))}:$PATH; {line}");

    // What is found first may be a link to one of the programs alone.
    private string Program(string name) =>
        Path.Combine(
            Path.GetDirectoryName(File.ResolveLinkTarget(command[0], returnFinalTarget: true)?.FullName ?? command[0])!,
            name
        );

    private async Task RunAsync(params string[] program)
    {
        var ran = await ChildProgram.RunAsync([.. account.Prefix, .. program], "", Never);
        Xunit.Assert.True(ran.ExitCode == 0, ran.Errors);
    }

    /// <summary>A new database, by its name.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"killed{++databases}");
        await using var session = await OpenAsync(engine.Name == "postgresql" ? "postgres" : "mysql");
        await session.ExecuteAsync($"create database {name}", Never);
        return name;
    }

    /// <summary>Where a database is.</summary>
    public string UrlOf(string database) => url(database);

    /// <summary>Opens a session.</summary>
    public Task<ISession> OpenAsync(string database) => engine.LiveDatabases!.OpenToWriteAsync(UrlOf(database), Never);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
        for (var attempt = 0; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < 50)
            {
                // Its children see only now that it is gone.
                await Task.Delay(100);
            }
        }
    }

    private void Launch()
    {
        process?.Dispose();
        process = Launched([.. account.Prefix, .. command]);
    }

    private static Process Launched(IReadOnlyList<string> program)
    {
        var launched = ChildProgram.Start(program);
        launched.StandardInput.Close();
        launched.OutputDataReceived += (_, _) => { };
        launched.ErrorDataReceived += (_, _) => { };
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    /// <summary>A replica.</summary>
    internal sealed class Replica(Engine engine, Process process, string url) : IAsyncDisposable
    {
        /// <summary>Applies what it has at once from now on.</summary>
        public async Task HurryAsync()
        {
            await using var session = await engine.LiveDatabases!.OpenToWriteAsync(url, Never);
            await session.ExecuteAsync("alter system set recovery_min_apply_delay = 0", Never);
            await session.QueryAsync("select pg_reload_conf()", [], Never);
        }

        /// <inheritdoc />
        public ValueTask DisposeAsync()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
