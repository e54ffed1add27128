using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.Runs;

/// <summary>A database of a test's own that migrations are run on, by its URL.</summary>
/// <param name="Engine">Its engine.</param>
/// <param name="Url">Its URL.</param>
/// <param name="Sandbox">The server; none for a file.</param>
/// <param name="Database">The database of the sandbox; none for a file.</param>
internal sealed record RunTarget(Engine Engine, string Url, ISandbox? Sandbox, ISandboxDatabase? Database) : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private ISession? session;

    /// <summary>A database of PostgreSQL.</summary>
    public static async Task<RunTarget> PostgreSqlAsync()
    {
        var engine = PostgreSqlEngine.Create();
        var sandbox = (PostgreSqlSandbox)await engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var database = await sandbox.CreateDatabaseAsync(Never);
        return new(engine, $"postgresql://app_owner@/db1?host={sandbox.Folder}", sandbox, database);
    }

    /// <summary>A database of MariaDB.</summary>
    public static async Task<RunTarget> MariaDbAsync()
    {
        var engine = MariaDbEngine.Create();
        var sandbox = (MariaDbSandbox)await engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var database = await sandbox.CreateDatabaseAsync(Never);
        return new(engine, $"mariadb://app_owner@localhost/db1?socket={sandbox.Folder}/socket", sandbox, database);
    }

    /// <summary>A file of SQLite in a folder.</summary>
    public static RunTarget Sqlite(string folder)
    {
        var path = Path.Combine(folder, $"{Directory.GetFiles(folder, "*.db").Length}.db");
        File.WriteAllBytes(path, []);
        return new(SqliteEngine.Create(), $"sqlite:{path}", null, null);
    }

    /// <summary>One of the engine that a test names.</summary>
    public static Task<RunTarget> OfAsync(string engine, string folder) =>
        engine switch
        {
            "postgresql" => PostgreSqlAsync(),
            "mariadb" => MariaDbAsync(),
            _ => Task.FromResult(Sqlite(folder)),
        };

    /// <summary>A session that reads.</summary>
    public async Task<ISession> SessionAsync() => session ??= await Engine.Require<ILiveDatabases>().OpenAsync(Url, Never);

    /// <summary>A session of an account of the sandbox.</summary>
    public Task<ISession> OpenAsync(SandboxUser user) => Database!.OpenAsync(user, Never);

    /// <summary>Runs statements as the account of the URL.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var writer = await Engine.Require<ILiveDatabases>().OpenToWriteAsync(Url, Never);
        foreach (var step in Engine.Require<ISteps>().Read(sql))
        {
            await writer.ExecuteAsync(step.Text, Never);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Database?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
