using System.Globalization;
using System.Security.Cryptography;
using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>
/// A sandbox on a server of the user's: databases and roles with names of their own, dropped afterwards. What a killed run left behind is
/// dropped by the next one: a living run holds an advisory lock for each of its databases.
/// </summary>
internal sealed class PostgreSqlGuestSandbox : ISandbox
{
    private const string Prefix = "dbwright_sandbox_";

    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly NpgsqlDataSource source;
    private readonly PostgreSqlSession session;
    private readonly bool mayCreateRoles;
    private readonly bool isSuperuser;
    private readonly SemaphoreSlim turn = new(1);

    private PostgreSqlGuestSandbox(
        NpgsqlConnectionStringBuilder settings,
        NpgsqlDataSource source,
        PostgreSqlSession session,
        (bool MayCreateRoles, bool IsSuperuser) rights,
        string description
    )
    {
        this.settings = settings;
        this.source = source;
        this.session = session;
        (mayCreateRoles, isSuperuser) = rights;
        Description = description;
    }

    /// <inheritdoc />
    public string VersionText => session.VersionText;

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="Failure">
    /// The server cannot be reached, is of another major version than is wanted, or the user may not create databases.
    /// </exception>
    public static async Task<PostgreSqlGuestSandbox> StartAsync(string url, int? major, CancellationToken cancellation)
    {
        var server = PostgreSqlUrl.Parse(url);
        var connections = PostgreSqlConnections.Source(server);
        PostgreSqlSession? first = null;
        try
        {
            first = await PostgreSqlSession.OpenAsync(connections, cancellation);
            if (major is { } wanted && wanted != first.Version.Major)
            {
                throw GuestVersion.Other("PostgreSQL", $"{server.Host}, port {server.Port}", first.Version, wanted);
            }

            var rights = (
                await first.QueryAsync(
                    "select rolcreatedb or rolsuper, rolcreaterole or rolsuper, rolsuper from pg_roles where rolname = current_user",
                    [],
                    cancellation
                )
            )[0];
            if (!(bool)rights[0]!)
            {
                throw Failure.Because(
                    ExitStatus.EngineUnavailable,
                    "sandbox-rights",
                    $"{server.Username} may not create databases on {server.Host}, so no sandbox can be made there.",
                    "",
                    $"alter role {new PostgreSqlNames().Quote(server.Username!)} createdb createrole"
                );
            }

            var sandbox = new PostgreSqlGuestSandbox(
                server,
                connections,
                first,
                ((bool)rights[1]!, (bool)rights[2]!),
                await DescribeAsync(first, server, cancellation)
            );
            await sandbox.SweepAsync(cancellation);
            return sandbox;
        }
        catch (EngineException e)
        {
            await DisposeAsync(first, connections);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-connect",
                $"The server of --sandbox cannot be used: {server.Host}, port {server.Port}, user {server.Username}.",
                e.Message,
                cause: e
            );
        }
        catch
        {
            await DisposeAsync(first, connections);
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<ISandboxDatabase> CreateDatabaseAsync(CancellationToken cancellation)
    {
        var name = Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true);
        var owner = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = name };
        var administrator = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = name };
        await turn.WaitAsync(cancellation);
        try
        {
            await session.QueryAsync("select pg_advisory_lock($1)", [LockOf(name)], cancellation);
            // Without the right to create roles the user is no superuser either, so it can be the owner itself.
            if (mayCreateRoles)
            {
                owner.Username = name;
                owner.Password = RandomNumberGenerator.GetHexString(32);
                await session.ExecuteAsync($"create role {name} login password '{owner.Password}'", cancellation);
                if (!isSuperuser)
                {
                    await session.ExecuteAsync($"grant {name} to current_user", cancellation);
                }
            }

            await session.ExecuteAsync(
                mayCreateRoles ? $"create database {name} owner {name}" : $"create database {name}",
                cancellation
            );
        }
        catch (EngineException e)
        {
            await DropAsync(name);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-create",
                $"No sandbox database can be made on {settings.Host}: {e.Message}",
                cause: e
            );
        }
        finally
        {
            turn.Release();
        }

        return new PostgreSqlSandboxDatabase(owner, administrator, isPrivate: false, () => DropInTurnAsync(name));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(session, source);
        turn.Dispose();
    }

    private static async Task DisposeAsync(PostgreSqlSession? session, NpgsqlDataSource source)
    {
        if (session is not null)
        {
            await session.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    private static long LockOf(string name) =>
        long.Parse(name[Prefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private async Task DropInTurnAsync(string name)
    {
        await turn.WaitAsync();
        try
        {
            await DropAsync(name);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task DropAsync(string name)
    {
        await session.ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
        if (mayCreateRoles)
        {
            await session.ExecuteAsync($"drop role if exists {name}", CancellationToken.None);
        }

        await session.QueryAsync("select pg_advisory_unlock($1)", [LockOf(name)], CancellationToken.None);
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var names = await session.QueryAsync(
            "select d.datname from pg_database d where d.datname ~ $1 and pg_has_role(d.datdba, 'member')",
            [$"^{Prefix}[0-9a-f]{{12}}$"],
            cancellation
        );
        foreach (var name in names.Select(row => (string)row[0]!))
        {
            var free = await session.QueryAsync("select pg_try_advisory_lock($1)", [LockOf(name)], cancellation);
            if ((bool)free[0][0]!)
            {
                await DropAsync(name);
            }
        }
    }

    private static async Task<string> DescribeAsync(
        PostgreSqlSession session,
        NpgsqlConnectionStringBuilder settings,
        CancellationToken cancellation
    )
    {
        var values = await session.QueryAsync(
            """
            select string_agg(name || ' ' || current_setting(name), ', ' order by place)
            from unnest(array['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'shared_buffers',
                              'effective_cache_size', 'work_mem', 'random_page_cost']) with ordinality as s (name, place)
            """,
            [],
            cancellation
        );
        var collation = await session.QueryAsync(
            "select datcollate from pg_database where datname = current_database()",
            [],
            cancellation
        );
        return $"{session.VersionText} at {settings.Host}, with its own settings: {values[0][0]}, collation {collation[0][0]}";
    }
}
