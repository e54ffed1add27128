using System.Diagnostics;
using System.Globalization;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

public sealed class SandboxTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(SandboxMode.Scratch)]
    [InlineData(SandboxMode.Bench)]
    public async Task Starts_answers_and_is_gone(SandboxMode mode)
    {
        var watch = Stopwatch.StartNew();
        var sandbox = await PostgreSqlSandbox.StartAsync(new(mode), output.WriteLine, Never);
        output.WriteLine($"started after {watch.ElapsedMilliseconds} ms: {sandbox.Description}");
        Assert.True(Directory.Exists(sandbox.Folder));
        await using (sandbox)
        {
            var database = await sandbox.CreateDatabaseAsync(Never);
            await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
            output.WriteLine($"answered after {watch.ElapsedMilliseconds} ms");
            var rows = await session.QueryAsync(
                "select current_setting('fsync'), current_setting('server_encoding'), current_setting('max_locks_per_transaction'), rolsuper from pg_roles where rolname = current_user",
                [],
                Never
            );
            Assert.Equal(mode == SandboxMode.Bench ? "on" : "off", rows[0][0]);
            Assert.Equal("UTF8", rows[0][1]);
            Assert.Equal("4096", rows[0][2]);
            Assert.Equal(false, rows[0][3]);
            Assert.StartsWith(sandbox.VersionText, session.VersionText, StringComparison.Ordinal);
            if (mode == SandboxMode.Bench)
            {
                Assert.DoesNotContain("tmpfs", sandbox.Description, StringComparison.Ordinal);
                Assert.Contains("fsync", sandbox.Description, StringComparison.Ordinal);
            }
        }

        Assert.False(Directory.Exists(sandbox.Folder));
        Assert.False(File.Exists(sandbox.Folder + ".lock"));
    }

    [Fact]
    public async Task Two_run_side_by_side()
    {
        var started = await Task.WhenAll(
            PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never),
            PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never)
        );
        await using var first = started[0];
        await using var second = started[1];
        Assert.NotEqual(first.Folder, second.Folder);
        foreach (var sandbox in started)
        {
            await using var database = await sandbox.CreateDatabaseAsync(Never);
            await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
            await session.ExecuteAsync("create table t (a int); insert into t values (1)", Never);
            Assert.Equal(1L, (await session.QueryAsync("select count(*) from t", [], Never))[0][0]);
        }
    }

    [Fact]
    public async Task Databases_are_apart_and_dropped()
    {
        var server = await Servers.PostgreSql();
        var first = await server.CreateDatabaseAsync(Never);
        await using var second = await server.CreateDatabaseAsync(Never);
        await using var other = await second.OpenAsync(SandboxUser.Administrator, Never);
        object? name;
        await using (var session = await first.OpenAsync(SandboxUser.Owner, Never))
        {
            await session.ExecuteAsync("create table only_here (a int)", Never);
            name = (await session.QueryAsync("select current_database()::text", [], Never))[0][0];
        }

        Assert.Empty(await other.QueryAsync("select from pg_class where relname = 'only_here'", [], Never));
        Assert.NotEmpty(await other.QueryAsync("select 1 from pg_database where datname = $1", [name], Never));
        await first.DisposeAsync();
        Assert.Empty(await other.QueryAsync("select 1 from pg_database where datname = $1", [name], Never));
    }

    [Fact]
    public async Task The_server_goes_when_the_holder_of_the_pipe_is_killed()
    {
        var installation = await PostgreSqlInstallation.FindAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        var account = ServerAccount.Find("postgres");
        var cluster = await PostgreSqlCluster.PrepareAsync(installation, account, output.WriteLine, Never);
        using var folder = SandboxFolder.Take(SandboxPlace.For(SandboxMode.Scratch), "pgtest");
        var guard = GuardedServer.Guard(
            account,
            folder.Path,
            cluster.Path,
            [
                Path.Combine(installation.Programs, "postgres"),
                "-D",
                Path.Combine(folder.Path, "data"),
                "-c",
                "listen_addresses=",
                "-c",
                $"unix_socket_directories={folder.Path}",
            ]
        );
        // The sleeping program stands for dbwright: it holds the other end of the guard's pipe.
        using var shell = ChildProgram.Start(["/bin/sh", "-c", "sleep 600 | \"$@\"", "holder", .. guard]);
        Assert.Equal("started", await shell.StandardOutput.ReadLineAsync(Never));
        var socket = Path.Combine(folder.Path, ".s.PGSQL.5432");
        await UntilAsync(() => File.Exists(socket));
        var server = File.ReadAllLines(Path.Combine(folder.Path, "data", "postmaster.pid"))[0];
        Assert.True(Directory.Exists($"/proc/{server}"));

        foreach (var child in Children(shell.Id).Where(p => CommandOf(p).StartsWith("sleep", StringComparison.Ordinal)))
        {
            await ChildProgram.RunAsync(["/bin/kill", "-9", child.ToString(CultureInfo.InvariantCulture)], "", Never);
        }

        await UntilAsync(() => !Directory.Exists(folder.Path));
        await UntilAsync(() => !Directory.Exists($"/proc/{server}"));
    }

    [Fact]
    public async Task The_server_is_not_reached_by_the_signals_of_a_terminal()
    {
        await using var sandbox = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        var server = File.ReadAllLines(Path.Combine(sandbox.Folder, "data", "postmaster.pid"))[0];
        var fields = File.ReadAllText($"/proc/{server}/stat").Split(')')[1].Split(' ');
        var own = File.ReadAllText("/proc/self/stat").Split(')')[1].Split(' ');
        // After the name: state, parent, process group, session.
        Assert.NotEqual(own[3], fields[3]);
        Assert.NotEqual(own[4], fields[4]);
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_swept()
    {
        var parent = Directory.CreateTempSubdirectory("dbwright-sweep-").FullName;
        var folder = Path.Combine(parent, "dbwright-x-1-1");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(folder + ".lock", "");
        var living = SandboxFolder.Take(parent, "x");
        Directory.CreateDirectory(living.Path);
        var stopped = new List<string>();
        await SandboxFolder.SweepAsync(
            parent,
            "x",
            f =>
            {
                stopped.Add(f);
                return Task.CompletedTask;
            }
        );
        Assert.Equal([folder], stopped);
        Assert.False(Directory.Exists(folder));
        Assert.True(Directory.Exists(living.Path));
        living.Dispose();
        Directory.Delete(parent, recursive: true);
    }

    [Theory]
    [InlineData("copy (select 1) to program 'touch /tmp/dbwright-attacked'", "42501")]
    [InlineData("create table t (a text); copy t from program 'id'", "42501")]
    [InlineData("create table t (a text); copy t from '/etc/passwd'", "42501")]
    [InlineData("copy (select 1) to '/tmp/dbwright-attacked'", "42501")]
    [InlineData("select pg_read_file('/etc/passwd')", "42501")]
    [InlineData("select pg_ls_dir('/')", "42501")]
    [InlineData("select lo_import('/etc/passwd')", "42501")]
    [InlineData("select lo_export(lo_create(0), '/tmp/dbwright-attacked')", "42501")]
    [InlineData("create extension plpython3u", "42501")]
    [InlineData("create extension file_fdw", "42501")]
    [InlineData("create extension dblink", "42501")]
    [InlineData("create extension adminpack", "42501")]
    [InlineData("create function f() returns int language c as '/lib/x86_64-linux-gnu/libc.so.6', 'getpid'", "42501")]
    [InlineData("alter system set archive_command = 'id'", "42501")]
    [InlineData("alter role current_user superuser", "42501")]
    [InlineData("set role postgres", "42501")]
    [InlineData("set session authorization postgres", "42501")]
    [InlineData("create role other superuser", "42501")]
    [InlineData("create database other", "42501")]
    [InlineData("load '/tmp/x.so'", "42501")]
    [InlineData("\\! id", "42601")]
    [InlineData("\\copy t from '/etc/passwd'", "42601")]
    public async Task An_owner_cannot_leave_the_database(string attack, string code)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var error = await Assert.ThrowsAsync<EngineException>(() => database.Session.ExecuteAsync(attack, Never));
        // An extension that is not installed cannot be attacked with.
        Assert.True(
            error.Code == code || (error.Code is "0A000" or "58P01" && attack.Contains("extension")),
            error.Code + error.Message
        );
        Assert.False(File.Exists("/tmp/dbwright-attacked"));
    }

    [Fact]
    public async Task An_owner_may_have_trusted_extensions()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync("create extension pg_trgm", Never);
        Assert.Equal(
            ["pg_trgm"],
            (await PostgreSqlEngine.Create().Inspector!.ReadAsync(database.Session, Never)).Extensions.Select(e => e.Name)
        );
    }

    [Fact]
    public async Task A_url_gives_databases_of_their_own_that_are_dropped()
    {
        await using var host = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        await using var watcher = await (await host.CreateDatabaseAsync(Never)).OpenAsync(SandboxUser.Administrator, Never);
        foreach (var (user, rights) in new[] { ("chief", "superuser"), ("maker", "createdb createrole"), ("lonely", "createdb") })
        {
            await watcher.ExecuteAsync($"create role {user} login {rights}", Never);
            var url = $"postgresql://{user}@/postgres?host={Uri.EscapeDataString(host.Folder)}";
            var sandboxes = PostgreSqlEngine.Create().Sandboxes!;
            await using var sandbox = await sandboxes.StartAsync(new(SandboxMode.Bench) { Url = url }, output.WriteLine, Never);
            Assert.Contains("fsync off", sandbox.Description, StringComparison.Ordinal);
            await using (var database = await sandbox.CreateDatabaseAsync(Never))
            {
                await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
                await session.ExecuteAsync("create table t (a int)", Never);
                Assert.Equal(
                    [
                        [false],
                    ],
                    await session.QueryAsync("select rolsuper from pg_roles where rolname = current_user", [], Never)
                );
                Assert.Equal(1L, await Left(watcher));
            }

            Assert.Equal(0L, await Left(watcher));

            // A run that was killed holds no lock any more; the next one drops its databases.
            await watcher.ExecuteAsync($"create database dbwright_sandbox_0123456789ab owner {user}", Never);
            await using var next = await sandboxes.StartAsync(new(SandboxMode.Bench) { Url = url }, output.WriteLine, Never);
            Assert.Equal(0L, await Left(watcher));
        }

        static async Task<object?> Left(ISession session) =>
            (await session.QueryAsync("select count(*) from pg_database where datname like 'dbwright%'", [], Never))[0][0];
    }

    [Theory]
    [InlineData("postgresql://u:s3cret@127.0.0.1:1/x", ExitStatus.EngineUnavailable)]
    [InlineData("postgresql://u:s3cret@127.0.0.1:x/x", ExitStatus.BadInput)]
    [InlineData("postgresql://u:s3cret@127.0.0.1/x?nonsense=1", ExitStatus.BadInput)]
    [InlineData("mysql://u:s3cret@127.0.0.1/x", ExitStatus.BadInput)]
    public async Task A_url_that_does_not_work_is_one_failure_without_its_secret(string url, ExitStatus status)
    {
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            PostgreSqlEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Bench) { Url = url }, output.WriteLine, Never)
        );
        Assert.Equal(status, failure.Status);
        var finding = Assert.Single(failure.Findings);
        Assert.DoesNotContain("s3cret", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_nobody_has_is_one_failure_that_says_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            PostgreSqlEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Scratch) { Major = 12 }, output.WriteLine, Never)
        );
        Assert.Equal(ExitStatus.EngineUnavailable, failure.Status);
        Assert.Contains("13 to 18", failure.Findings[0].Detail, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 200 && !holds(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(holds());
    }

    private static IEnumerable<int> Children(int parent) =>
        Directory
            .GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => ParentOf(id) == parent);

    private static int ParentOf(int id)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string CommandOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
