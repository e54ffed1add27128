using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Databases on PostgreSQL servers of the user's.</summary>
internal sealed class PostgreSqlLiveDatabases : ILiveDatabases
{
    private const string Password = "A password comes from PGPASSWORD or ~/.pgpass.";

    /// <inheritdoc />
    public Task<ISession> OpenAsync(string url, CancellationToken cancellation) => OpenAsync(url, isReadOnly: true, cancellation);

    /// <inheritdoc />
    public Task<ISession> OpenToWriteAsync(string url, CancellationToken cancellation) =>
        OpenAsync(url, isReadOnly: false, cancellation);

    /// <inheritdoc />
    public async Task<ISession> OpenSchemaToWriteAsync(string url, string schema, CancellationToken cancellation)
    {
        var session = await OpenAsync(url, isReadOnly: false, cancellation);
        await session.ExecuteAsync($"set search_path = {new PostgreSqlNames().Quote(schema)}, public", cancellation);
        return session;
    }

    /// <inheritdoc />
    public async Task<Sequence<LiveDatabase>> DatabasesAsync(string url, string pattern, CancellationToken cancellation)
    {
        const string query = """
            select datname::text from pg_database
            where datallowconn and not datistemplate and has_database_privilege(datname, 'connect') and datname::text like $1
            order by 1
            """;
        await using var session = await OpenAsync(url, cancellation);
        return (await session.QueryAsync(query, [LivePattern.Like(pattern)], cancellation))
            .Select(r => new LiveDatabase((string)r[0]!, LivePattern.InUrl(url, (string)r[0]!)))
            .ToSequence();
    }

    /// <inheritdoc />
    public async Task<Sequence<string>?> SchemasAsync(string url, string pattern, CancellationToken cancellation)
    {
        const string query = """
            select nspname::text from pg_namespace
            where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname::text like $1
            order by 1
            """;
        await using var session = await OpenAsync(url, cancellation);
        return (await session.QueryAsync(query, [LivePattern.Like(pattern)], cancellation))
            .Select(r => (string)r[0]!)
            .ToSequence();
    }

    // Who reads does nothing else meanwhile, and waits for less work than a task is; what is written may go to many databases at once.
    private static async Task<ISession> OpenAsync(string url, bool isReadOnly, CancellationToken cancellation)
    {
        var settings = PostgreSqlUrl.Parse(url);
        await using var source = PostgreSqlConnections.Source(settings, ownTypes: false);
        try
        {
            if (!isReadOnly)
            {
                return await PostgreSqlSession.OpenAsync(source, cancellation);
            }

            var session = PostgreSqlSession.Open(source, cancellation);
            // By a statement and not as a startup parameter, which poolers between here and the server would refuse.
            session.Run(["set default_transaction_read_only = on"], cancellation);
            return session;
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "connect",
                $"{Describe(settings)} cannot be reached.",
                e.Message,
                WayOut(e),
                cause: e
            );
        }
    }

    // By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html; a password that is asked for and not there comes from the
    // client without one of its own.
    private static string? WayOut(EngineException e) =>
        e.Code switch
        {
            "28P01" => Password,
            PostgreSqlErrors.ConnectionException when e.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                Password,
            PostgreSqlErrors.ConnectionException => "Start the server, or correct its address in the URL.",
            "28000" => "Correct the user of the URL, or create the role.",
            "3D000" => "Correct the database of the URL, or create it.",
            _ => null,
        };

    /// <inheritdoc />
    public string Describe(string url) => Describe(PostgreSqlUrl.Parse(url));

    private static string Describe(NpgsqlConnectionStringBuilder settings) =>
        FormattableString.Invariant(
            $"database {settings.Database} on {settings.Host}, port {settings.Port}, as {settings.Username}"
        );
}
