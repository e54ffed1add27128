using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>
/// Servers for tests: one of each kind for the whole test assembly, started when first asked for, gone with the process. Every test gets
/// databases of its own.
/// </summary>
public static class Servers
{
    private static readonly Lazy<Task<ISandbox>> Scratch = new(() => StartAsync(null));

    private static readonly Lazy<Task<ISandbox>> ScratchMariaDb = new(() =>
        MariaDbEngine.Create().Require<ISandboxes>().StartAsync(new(SandboxMode.Scratch), _ => { }, CancellationToken.None)
    );

    /// <summary>The scratch server of MariaDB.</summary>
    /// <exception cref="Failure">There is none on this machine; the <c>test</c> script installs it.</exception>
    public static Task<ISandbox> MariaDb() => ScratchMariaDb.Value;

    /// <summary>A new database of the scratch server of MariaDB, and a session on it as its owner.</summary>
    public static async Task<TestDatabase> MariaDbDatabase()
    {
        var server = await MariaDb();
        var database = await server.CreateDatabaseAsync(CancellationToken.None);
        return new(database, await database.OpenAsync(SandboxUser.Owner, CancellationToken.None));
    }

    /// <summary>The scratch server of PostgreSQL: the newest installed version, or that of DBWRIGHT_TEST_POSTGRESQL (a major version).</summary>
    /// <exception cref="Failure">There is none on this machine; the <c>test</c> script installs it.</exception>
    public static Task<ISandbox> PostgreSql() => Scratch.Value;

    /// <summary>A new database of the scratch server, and a session on it as its owner.</summary>
    public static async Task<TestDatabase> PostgreSqlDatabase()
    {
        var server = await PostgreSql();
        var database = await server.CreateDatabaseAsync(CancellationToken.None);
        return new(database, await database.OpenAsync(SandboxUser.Owner, CancellationToken.None));
    }

    private static Task<ISandbox> StartAsync(int? major)
    {
        var wish = Environment.GetEnvironmentVariable("DBWRIGHT_TEST_POSTGRESQL");
        return PostgreSqlEngine
            .Create()
            .Require<ISandboxes>()
            .StartAsync(
                new(SandboxMode.Scratch) { Major = string.IsNullOrEmpty(wish) ? major : int.Parse(wish) },
                _ => { },
                CancellationToken.None
            );
    }
}

/// <summary>A database of a test with a session on it; both go when it is disposed of.</summary>
/// <param name="Database">The database.</param>
/// <param name="Session">A session as its owner.</param>
public sealed record TestDatabase(ISandboxDatabase Database, ISession Session) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Database.DisposeAsync();
    }
}
