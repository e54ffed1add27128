using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>Migrations applied to many schemas, databases and files: each by itself, with its own history.</summary>
public sealed class ApplyEachTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-each-").FullName;

    private static CommandContext Context { get; } = SourceContext.Create();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Schemas_have_their_own_histories_and_do_not_stop_each_other()
    {
        Write(
            ("V1__a.sql", "create table a (id integer primary key); insert into a values (1);"),
            ("V2__b.sql", "alter table a add constraint few check (id < 100);")
        );
        await using var sandbox = (PostgreSqlSandbox)
            await PostgreSqlEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(
            "create schema tenant_a; create schema tenant_b; create schema tenant_c; create schema other",
            Never
        );
        var url = $"postgresql://app_owner@/db1?host={sandbox.Folder}";

        var first = await EachAsync(url, "tenant_*", areSchemas: true, version: "1");
        Assert.Equal(["tenant_a", "tenant_b", "tenant_c"], first.Select(r => r.Name));
        Assert.All(first, r => Assert.Equal("1", r.Result!.Version));

        // One tenant's rows are in the way of the second migration.
        await session.ExecuteAsync("insert into tenant_b.a values (100)", Never);
        var second = await EachAsync(url, "tenant_*", areSchemas: true);
        Assert.Equal(["2", null, "2"], second.Select(r => r.Result?.Version));
        Assert.Contains("few", second[1].Failure!.Findings[0].Title, StringComparison.Ordinal);
        await session.ExecuteAsync("delete from tenant_b.a where id = 100", Never);
        var third = await EachAsync(url, "tenant_*", areSchemas: true);
        Assert.Equal([0, 1, 0], third.Select(r => r.Result!.Applied.Count));
        Assert.Empty(await session.QueryAsync("select 1 from pg_tables where schemaname in ('other', 'public')", [], Never));

        // Somebody changed one tenant by hand: only that one is refused.
        await session.ExecuteAsync("alter table tenant_c.a add column more text", Never);
        Write(("V3__c.sql", "create table c (id integer primary key);"));
        var fourth = await EachAsync(url, "tenant_*", areSchemas: true);
        Assert.Equal(["3", "3", null], fourth.Select(r => r.Result?.Version));
        Assert.Equal("drift", fourth[2].Failure!.Findings[0].Rule);
    }

    [Fact]
    public async Task Databases_are_found_by_their_names()
    {
        Write(("V1__a.sql", "create table a (id integer primary key);"));
        await using var sandbox = (PostgreSqlSandbox)
            await PostgreSqlEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var one = await sandbox.CreateDatabaseAsync(Never);
        await using var two = await sandbox.CreateDatabaseAsync(Never);
        var done = await EachAsync($"postgresql://app_owner@/db1?host={sandbox.Folder}", "db?", areSchemas: false);
        Assert.Equal(["db1 1", "db2 1"], done.Select(r => $"{r.Name} {r.Result?.Version}"));
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            EachAsync($"postgresql://app_owner@/db1?host={sandbox.Folder}", "db_", areSchemas: false)
        );
        Assert.Equal("no-targets", failure.Findings[0].Rule);
    }

    [Fact]
    public async Task Databases_of_mariadb_are_found_by_their_names()
    {
        Write(("V1__a.sql", "create table a (id integer primary key);"));
        await using var sandbox = (MariaDbSandbox)
            await MariaDbEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var one = await sandbox.CreateDatabaseAsync(Never);
        await using var two = await sandbox.CreateDatabaseAsync(Never);
        var url = $"mariadb://app_owner@localhost/db1?socket={sandbox.Folder}/socket";
        var done = await EachAsync(url, "db*", areSchemas: false);
        Assert.Equal(["db1 1", "db2 1"], done.Select(r => $"{r.Name} {r.Result?.Version}"));
        var failure = await Assert.ThrowsAsync<Failure>(() => EachAsync(url, "db*", areSchemas: true));
        Assert.Equal("no-schemas", failure.Findings[0].Rule);
    }

    [Fact]
    public async Task Files_of_sqlite_are_found_by_their_names()
    {
        Write(("V1__a.sql", "create table a (id integer primary key);"));
        foreach (var name in new[] { "a.db", "b.db", "other.txt" })
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), []);
        }

        var done = await EachAsync($"sqlite:{folder}/a.db", "*.db", areSchemas: false);
        Assert.Equal(["a.db 1", "b.db 1"], done.Select(r => $"{r.Name} {r.Result?.Version}"));
    }

    private Task<Sequence<TargetResult>> EachAsync(string url, string pattern, bool areSchemas, string? version = null) =>
        ApplyEachHandler.RunAsync(
            new(new(url) { Folder = Path.Combine(folder, "migrations"), Version = version }, pattern, areSchemas)
            {
                Parallelism = 2,
            },
            Context,
            Never
        );

    private void Write(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "migrations"));
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, "migrations", name), text);
        }
    }
}
