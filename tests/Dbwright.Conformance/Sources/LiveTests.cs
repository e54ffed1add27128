using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Sources;

/// <summary>Databases that are there: read, never written; texts read twice need a server once.</summary>
public sealed class LiveTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task PostgreSql_is_read_over_its_socket_and_refuses_writes()
    {
        await using var sandbox = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using (var session = await database.OpenAsync(SandboxUser.Owner, Never))
        {
            await session.ExecuteAsync("create table orders (id int primary key)", Never);
        }

        var url = $"postgresql://app_owner:secret@/db1?host={sandbox.Folder}";
        var source = await SourceReader.ReadAsync(new(url), SourceContext.Create(), Never);
        Assert.Equal("orders", source.Schema.Tables.Single().Name.Name);
        Assert.DoesNotContain("secret", source.Description, StringComparison.Ordinal);

        var engine = EngineCatalog.Find("postgresql");
        await using var live = await engine.Require<ILiveDatabases>().OpenAsync(url, Never);
        var error = await Assert.ThrowsAsync<EngineException>(() => live.ExecuteAsync("create table x (id int)", Never));
        Assert.Equal("25006", error.Code);
        var unknown = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(
                new($"postgresql://app_owner:secret@/nowhere?host={sandbox.Folder}"),
                SourceContext.Create(),
                Never
            )
        );
        Assert.Equal(ExitStatus.EngineUnavailable, unknown.Status);
        Assert.DoesNotContain("secret", string.Join('\n', unknown.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_beside_a_database_is_loaded_in_the_version_of_that()
    {
        // Only 18 has such columns.
        const string text = "create table orders (id int primary key, twice int generated always as (id * 2) virtual);";
        await using var sandbox = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch) { Major = 18 }, _ => { }, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using (var session = await database.OpenAsync(SandboxUser.Owner, Never))
        {
            await session.ExecuteAsync(text, Never);
        }

        var folder = Directory.CreateTempSubdirectory("dbwright-live-").FullName;
        try
        {
            var file = Path.Combine(folder, "orders.sql");
            await File.WriteAllTextAsync(file, text, Never);
            var live = new SourceRequest($"postgresql://app_owner@/db1?host={sandbox.Folder}");
            var written = new SourceRequest(file) { EngineOtherwise = "postgresql", UseCache = false };
            var (from, to) = await SourceReader.ReadAsync(live, written, SourceContext.Create(), Never);
            Assert.Equal(18, to.Schema.Version?.Major);
            Assert.Equal(from.Schema.Tables, to.Schema.Tables);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task MariaDb_is_read_over_its_socket_and_refuses_writes()
    {
        await using var sandbox = await MariaDbSandbox.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using (var session = await database.OpenAsync(SandboxUser.Owner, Never))
        {
            await session.ExecuteAsync("create table orders (id int primary key)", Never);
        }

        var url = $"mysql://app_owner@localhost/db1?socket={sandbox.Folder}/socket";
        var source = await SourceReader.ReadAsync(new(url), SourceContext.Create(), Never);
        Assert.Equal("orders", source.Schema.Tables.Single().Name.Name);
        await using var live = await EngineCatalog.Find("mariadb").Require<ILiveDatabases>().OpenAsync(url, Never);
        var error = await Assert.ThrowsAsync<EngineException>(() => live.ExecuteAsync("insert into orders values (1)", Never));
        Assert.Equal("1792", error.Code);
    }

    [Fact]
    public async Task Sqlite_is_known_by_its_first_bytes_and_refuses_writes()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-live-").FullName;
        try
        {
            // A name that says nothing.
            var path = Path.Combine(folder, "shop.data");
            using (var connection = SqliteConnection.Open(SqliteLibrary.Default, path, create: true))
            {
                connection.Run("create table orders (id integer primary key)");
            }

            var source = await SourceReader.ReadAsync(new(path), SourceContext.Create(), Never);
            Assert.Equal("orders", source.Schema.Tables.Single().Name.Name);
            await using var live = await EngineCatalog
                .Find("sqlite")
                .Require<ILiveDatabases>()
                .OpenAsync($"sqlite:{path}", Never);
            var error = await Assert.ThrowsAsync<EngineException>(() => live.ExecuteAsync("create table x (id int)", Never));
            Assert.Contains("READONLY", error.Code, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_text_read_again_starts_no_server()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-again-").FullName;
        try
        {
            var path = Path.Combine(folder, "shop.sql");
            await File.WriteAllTextAsync(path, "create table orders (id int primary key);\n\\echo done\n\\i more.sql\n", Never);
            await File.WriteAllTextAsync(Path.Combine(folder, "more.sql"), "create table more (id int);", Never);
            var request = new SourceRequest(path) { Engine = "postgresql", CacheFolder = Path.Combine(folder, "cache") };
            var first = await SourceReader.ReadAsync(request, SourceContext.Create(), Never);
            var without = SourceContext.Create(name => EngineCatalog.Find(name) with { Sandboxes = new NoServers() });
            var second = await SourceReader.ReadAsync(request, without, Never);
            Assert.Equal(first.Schema, second.Schema);
            Assert.Equal(first.Findings, second.Findings);
            await File.AppendAllTextAsync(Path.Combine(folder, "more.sql"), "create table another (id int);", Never);
            await Assert.ThrowsAsync<Failure>(() => SourceReader.ReadAsync(request, without, Never));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class NoServers : ISandboxes
    {
        public Task<ISandbox> StartAsync(SandboxRequest request, Action<string> tell, CancellationToken cancellation) =>
            throw Failure.Because(ExitStatus.EngineUnavailable, "none", "There is no server.");
    }
}
