using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Databases on PostgreSQL servers of the user's.</summary>
internal sealed class PostgreSqlLiveDatabases : ILiveDatabases
{
    /// <inheritdoc />
    public Task<ISession> OpenAsync(string url, CancellationToken cancellation) => OpenAsync(url, isReadOnly: true, cancellation);

    /// <inheritdoc />
    public Task<ISession> OpenToWriteAsync(string url, CancellationToken cancellation) =>
        OpenAsync(url, isReadOnly: false, cancellation);

    private static async Task<ISession> OpenAsync(string url, bool isReadOnly, CancellationToken cancellation)
    {
        var settings = PostgreSqlUrl.Parse(url);
        await using var source = PostgreSqlConnections.Source(settings, ownTypes: false);
        try
        {
            var session = await PostgreSqlSession.OpenAsync(source, cancellation);
            // By a statement and not as a startup parameter, which poolers between here and the server would refuse.
            if (isReadOnly)
            {
                await session.ExecuteAsync("set default_transaction_read_only = on", cancellation);
            }

            return session;
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "connect",
                $"{Describe(settings)} cannot be read.",
                e.Message,
                "A password comes from PGPASSWORD or ~/.pgpass.",
                cause: e
            );
        }
    }

    /// <inheritdoc />
    public string Describe(string url) => Describe(PostgreSqlUrl.Parse(url));

    private static string Describe(NpgsqlConnectionStringBuilder settings) =>
        FormattableString.Invariant(
            $"database {settings.Database} on {settings.Host}, port {settings.Port}, as {settings.Username}"
        );
}
