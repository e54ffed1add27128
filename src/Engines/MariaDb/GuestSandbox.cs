using System.Security.Cryptography;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// A sandbox on a server of the user's: databases and accounts with names of their own, dropped afterwards. What a killed run left behind
/// is dropped by the next one: a living run holds a lock (<c>get_lock</c>) for each of its databases.
/// </summary>
internal sealed class MariaDbGuestSandbox : ISandbox
{
    private const string Prefix = "dbwright_sandbox_";

    private readonly MariaDbAddress address;
    private readonly MariaDbSession session;
    private readonly SemaphoreSlim turn = new(1);

    private MariaDbGuestSandbox(MariaDbAddress address, MariaDbSession session, string description)
    {
        this.address = address;
        this.session = session;
        Description = description;
    }

    /// <inheritdoc />
    public string VersionText => session.VersionText;

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="Failure">The server cannot be reached, is not MariaDB, or of another major version than is wanted.</exception>
    public static async Task<MariaDbGuestSandbox> StartAsync(string url, int? major, CancellationToken cancellation)
    {
        var server = MariaDbUrl.Parse(url);
        MariaDbSession? first = null;
        try
        {
            first = await MariaDbSession.OpenAsync(server, cancellation);
            if (!first.IsMariaDb)
            {
                throw Failure.Because(
                    ExitStatus.EngineUnavailable,
                    "sandbox-server",
                    $"The server at {MariaDbUrl.Text(server)} is not MariaDB.",
                    $"It says that it is {first.VersionText[8..]}."
                );
            }

            if (major is { } wanted && wanted != first.Version.Major)
            {
                throw GuestVersion.Other("MariaDB", MariaDbUrl.Text(server), first.Version, wanted);
            }

            var settings = await first.QueryAsync(
                """
                select concat('innodb_flush_log_at_trx_commit ', @@innodb_flush_log_at_trx_commit, ', innodb_doublewrite ',
                              @@innodb_doublewrite, ', innodb_buffer_pool_size ', @@innodb_buffer_pool_size div 1048576, 'M, log_bin ',
                              @@log_bin)
                """,
                [],
                cancellation
            );
            var sandbox = new MariaDbGuestSandbox(
                server,
                first,
                $"{first.VersionText} at {MariaDbUrl.Text(server)}, with its own settings: {settings[0][0]}"
            );
            await sandbox.SweepAsync(cancellation);
            return sandbox;
        }
        catch (EngineException e)
        {
            await DisposeAsync(first);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-connect",
                $"The server of --sandbox cannot be used: {MariaDbUrl.Text(server)}, user {server.User}.",
                e.Message,
                cause: e
            );
        }
        catch
        {
            await DisposeAsync(first);
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<ISandboxDatabase> CreateDatabaseAsync(CancellationToken cancellation)
    {
        var name = Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true);
        var password = RandomNumberGenerator.GetHexString(32);
        await turn.WaitAsync(cancellation);
        try
        {
            await session.QueryAsync("select get_lock(?, 0)", [name], cancellation);
            await session.ExecuteAsync(
                $"create database {name} character set utf8mb4 collate {MariaDbWriter.Collation}; "
                    + $"create user {name} identified by '{password}'; grant all on {name}.* to {name}",
                cancellation
            );
        }
        catch (EngineException e)
        {
            await DropAsync(name);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-create",
                $"No sandbox database can be made at {MariaDbUrl.Text(address)}: {e.Message}",
                "What others wrote runs there, so it gets a database and an account of its own.",
                $"grant create, drop, create user, grant option on *.* to {address.User}, or start a private server without --sandbox.",
                cause: e
            );
        }
        finally
        {
            turn.Release();
        }

        return new MariaDbSandboxDatabase(
            address with
            {
                User = name,
                Password = password,
                Database = name,
            },
            address with
            {
                Database = name,
            },
            () => DropInTurnAsync(name)
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        turn.Dispose();
    }

    private static ValueTask DisposeAsync(MariaDbSession? session) => session?.DisposeAsync() ?? ValueTask.CompletedTask;

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
        foreach (var statement in (string[])[$"drop database if exists {name}", $"drop user if exists {name}"])
        {
            try
            {
                await session.ExecuteAsync(statement, CancellationToken.None);
            }
            catch (EngineException e) when (e.Code is "1044" or "1227")
            {
                // What the account may not drop it could not make either.
            }
        }

        await session.QueryAsync("select release_lock(?)", [name], CancellationToken.None);
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var names = await session.QueryAsync(
            "select schema_name from information_schema.schemata where schema_name regexp ?",
            [$"^{Prefix}[0-9a-f]{{12}}$"],
            cancellation
        );
        foreach (var name in names.Select(row => (string)row[0]!))
        {
            var free = await session.QueryAsync("select get_lock(?, 0)", [name], cancellation);
            if (free[0][0] is 1L)
            {
                await DropAsync(name);
            }
        }
    }
}
