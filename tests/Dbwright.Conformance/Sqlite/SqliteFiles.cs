using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.Sqlite;

/// <summary>Databases for tests: one sandbox for each build of the library, a new file for every test.</summary>
public sealed class SqliteFile : IAsyncDisposable
{
    private static readonly Lazy<Task<ISandbox>> System = new(() => StartAsync(new SqliteSandboxes()));
    private static readonly Lazy<Task<ISandbox>> Bundled = new(() =>
        StartAsync(new SqliteSandboxes(() => SqliteLibrary.Bundled))
    );

    private readonly ISandboxDatabase database;

    private SqliteFile(ISandboxDatabase database, ISession session) => (this.database, Session) = (database, session);

    public static Engine Engine { get; } = SqliteEngine.Create();

    public ISession Session { get; }

    public static async Task<SqliteFile> OpenAsync(SandboxUser user = SandboxUser.Owner, bool bundled = false)
    {
        var made = await (await (bundled ? Bundled : System).Value).CreateDatabaseAsync(CancellationToken.None);
        return new(made, await made.OpenAsync(user, CancellationToken.None));
    }

    public Task<ISession> AnotherAsync(SandboxUser user = SandboxUser.Owner) => database.OpenAsync(user, CancellationToken.None);

    public Task RunAsync(string sql) => Session.ExecuteAsync(sql, CancellationToken.None);

    public async Task RunAsync(IEnumerable<Definition> definitions)
    {
        foreach (var definition in definitions)
        {
            await RunAsync(definition.Sql);
        }
    }

    public Task<IReadOnlyList<object?[]>> AskAsync(string sql, params object?[] values) =>
        Session.QueryAsync(sql, values, CancellationToken.None);

    public Task<RelationalSchema> ReadAsync() => Engine.Inspector!.ReadAsync(Session, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<ISandbox> StartAsync(SqliteSandboxes sandboxes)
    {
        var sandbox = await sandboxes.StartAsync(new(SandboxMode.Scratch), _ => { }, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => sandbox.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return sandbox;
    }
}
