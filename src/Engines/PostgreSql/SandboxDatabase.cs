using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>A database of a sandbox.</summary>
internal sealed class PostgreSqlSandboxDatabase(
    NpgsqlConnectionStringBuilder owner,
    NpgsqlConnectionStringBuilder administrator,
    bool isPrivate,
    Func<Task> drop
) : ISandboxDatabase
{
    // A source reads the server's types once and shares them with its sessions.
    private readonly Lazy<NpgsqlDataSource> ownerSource = new(() => PostgreSqlConnections.Source(owner));
    private readonly Lazy<NpgsqlDataSource> administratorSource = new(() => PostgreSqlConnections.Source(administrator));

    /// <summary>Whether its server is the sandbox's own.</summary>
    public bool IsPrivate => isPrivate;

    /// <inheritdoc />
    public async Task<ISession> OpenAsync(SandboxUser user, CancellationToken cancellation) =>
        await PostgreSqlSession.OpenAsync((user == SandboxUser.Owner ? ownerSource : administratorSource).Value, cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { ownerSource, administratorSource }.Where(s => s.IsValueCreated))
        {
            await source.Value.DisposeAsync();
        }

        await drop();
    }
}
