using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;

namespace Dbwright.Conformance.Exports;

/// <summary>A new database that tools and dbwright reach, each in its own words.</summary>
/// <param name="engine">The engine.</param>
/// <param name="session">A session of its owner.</param>
/// <param name="url">The database for dbwright.</param>
/// <param name="tool">The database for tools.</param>
/// <param name="belongings">What is closed at the end, in this order; the session is of it.</param>
internal sealed class ExportTarget(
    Engine engine,
    ISession session,
    string url,
    ToolTarget tool,
    params IReadOnlyList<object> belongings
) : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    public Engine Engine => engine;

    public ISession Session => session;

    public string Url => url;

    public ToolTarget Tool => tool;

    /// <summary>Makes one.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="work">The folder for files.</param>
    public static async Task<ExportTarget> OpenAsync(string engine, string work)
    {
        switch (engine)
        {
            case "postgresql":
            {
                var server = (PostgreSqlSandbox)await Servers.PostgreSql();
                var made = await Servers.PostgreSqlDatabase();
                var place = await made.Session.QueryAsync("select current_database()::text, current_user::text", [], Never);
                var (name, user) = ((string)place[0][0]!, (string)place[0][1]!);
                var door = new TcpDoor(Path.Combine(server.Folder, ".s.PGSQL.5432"));
                return new(
                    PostgreSqlEngine.Create(),
                    made.Session,
                    $"postgresql://{user}@/{name}?host={server.Folder}",
                    new("postgresql", door.Port, name, user),
                    made,
                    door
                );
            }

            case "mariadb":
            {
                var server = (MariaDbSandbox)await Servers.MariaDb();
                var made = await Servers.MariaDbDatabase();
                var place = await made.Session.QueryAsync("select database(), substring_index(user(), '@', 1)", [], Never);
                var (name, user) = ((string)place[0][0]!, (string)place[0][1]!);
                var socket = Path.Combine(server.Folder, "socket");
                var door = new TcpDoor(socket);
                return new(
                    MariaDbEngine.Create(),
                    made.Session,
                    $"mariadb://{user}@localhost/{name}?socket={socket}",
                    new("mariadb", door.Port, name, user),
                    made,
                    door
                );
            }

            default:
            {
                var path = Path.Combine(work, $"{Guid.CreateVersion7():N}.db");
                await File.WriteAllBytesAsync(path, []);
                var sqlite = SqliteEngine.Create();
                var session = await sqlite.Require<ILiveDatabases>().OpenToWriteAsync($"sqlite:{path}", Never);
                return new(sqlite, session, $"sqlite:{path}", new("sqlite", 0, path, ""), session);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in belongings)
        {
            await (one is IAsyncDisposable later ? later.DisposeAsync() : ValueTask.CompletedTask);
            (one as IDisposable)?.Dispose();
        }
    }
}
