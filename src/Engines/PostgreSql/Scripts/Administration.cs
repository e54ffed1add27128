using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// What an administrator does while texts are loaded: makes roles and tablespaces that they name, and runs the statements of a closed list.
/// Nothing of the text runs as administrator otherwise.
/// </summary>
internal sealed class PostgreSqlAdministration : IAsyncDisposable
{
    private readonly PostgreSqlSession session;
    private readonly PostgreSqlNames names = new();
    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    private PostgreSqlAdministration(
        PostgreSqlSession session,
        string owner,
        bool isPrivate,
        bool isSuperuser,
        HashSet<string> superusers
    )
    {
        this.session = session;
        Owner = owner;
        IsPrivate = isPrivate;
        IsSuperuser = isSuperuser;
        Superusers = superusers;
    }

    /// <summary>The role that the owner's sessions log in as.</summary>
    public string Owner { get; }

    /// <summary>Whether the server is the sandbox's own and ends with it.</summary>
    public bool IsPrivate { get; }

    /// <summary>Whether the administrator is a superuser; on a server of the user's it may not be.</summary>
    public bool IsSuperuser { get; }

    /// <summary>Roles of the server that are superusers: nothing of a text may ever belong to them.</summary>
    public IReadOnlySet<string> Superusers { get; }

    /// <summary>Opens the administrator's session.</summary>
    public static async Task<PostgreSqlAdministration> OpenAsync(
        ISandboxDatabase database,
        PostgreSqlSession owner,
        CancellationToken cancellation
    )
    {
        var opened = (PostgreSqlSession)await database.OpenAsync(SandboxUser.Administrator, cancellation);
        try
        {
            var name = (string)(await owner.QueryAsync("select current_user::text", [], cancellation))[0][0]!;
            var superusers = await opened.QueryAsync("select rolname::text from pg_roles where rolsuper", [], cancellation);
            var own = (string)(await opened.QueryAsync("select current_user::text", [], cancellation))[0][0]!;
            var set = superusers.Select(row => (string)row[0]!).ToHashSet(StringComparer.Ordinal);
            // What the owner holds locked in a transaction of its own must not stop us for ever.
            await opened.ExecuteAsync("set lock_timeout = '5s'; set client_min_messages = error", cancellation);
            var isPrivate = database is PostgreSqlSandboxDatabase { IsPrivate: true };
            return new(opened, name, isPrivate, set.Contains(own), set);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a role that cannot log in and has no rights, of which the owner is a member.</summary>
    /// <returns>Whether it is there now.</returns>
    public async Task<bool> MakeRoleAsync(string role, CancellationToken cancellation)
    {
        if (made.Contains(role))
        {
            return true;
        }

        if (role.StartsWith("pg_", StringComparison.Ordinal) || Superusers.Contains(role) || role == Owner)
        {
            return role == Owner;
        }

        try
        {
            // One that is there already is somebody's, unless another load made it: the owner's name is new, so only we can have let it in.
            var isThere = await session.QueryAsync(
                "select pg_has_role($2, oid, 'member') from pg_roles where rolname = $1",
                [role, Owner],
                cancellation
            );
            if (isThere.Count > 0)
            {
                return (bool)isThere[0][0]! && made.Add(role);
            }

            await session.RunAsync([$"create role {names.Quote(role)} nologin"], cancellation);
            made.Add(role);
            await session.RunAsync([$"grant {names.Quote(role)} to {names.Quote(Owner)}"], cancellation);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    /// <summary>Whether things may be given to that role: one that was made here, the owner, or the owner of any database.</summary>
    public bool MayOwn(string role) => made.Contains(role) || role == Owner || role == "pg_database_owner";

    /// <summary>Gives the database to a role that was made here.</summary>
    public Task GiveDatabaseAsync(string role, CancellationToken cancellation) =>
        session.ExecuteAsync(
            $"""
            do $$ begin execute format('alter database %I owner to %I', current_database(), {names.Literal(role)}); end $$
            """,
            cancellation
        );

    /// <summary>Makes a tablespace inside the server's own folder, where the server can.</summary>
    /// <returns>Whether it is there now.</returns>
    public async Task<bool> MakeTablespaceAsync(string name, CancellationToken cancellation)
    {
        if (!IsPrivate || !session.Version.AtLeast(15) || name.StartsWith("pg_", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            await session.RunAsync(["set allow_in_place_tablespaces = on"], cancellation);
            await session.RunAsync([$"create tablespace {names.Quote(name)} location ''"], cancellation);
            await session.RunAsync([$"grant create on tablespace {names.Quote(name)} to public"], cancellation);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    /// <summary>Runs statements of the closed list, with names meaning what they mean to the owner.</summary>
    /// <exception cref="EngineException">The server refuses one.</exception>
    public async Task RunAsync(PostgreSqlSession owner, IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        var path = (string)(await owner.QueryAsync("select current_setting('search_path')", [], cancellation))[0][0]!;
        await session.QueryAsync("select set_config('search_path', $1, false)", [path], cancellation);
        foreach (var statement in statements)
        {
            await session.RunAsync([statement], cancellation);
        }
    }

    /// <summary>
    /// Removes the roles. On a private server they go with it; on a server of the user's nothing may stay. Event triggers go first, as
    /// their functions would run with the administrator's rights.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!IsPrivate && made.Count > 0)
            {
                await ClearAsync();
            }
        }
        catch (EngineException)
        {
            // What another database of this command still needs, the end of that one removes.
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    private async Task ClearAsync()
    {
        var triggers = await session.QueryAsync("select evtname::text from pg_event_trigger", [], CancellationToken.None);
        foreach (var trigger in triggers)
        {
            await session.RunAsync([$"drop event trigger {names.Quote((string)trigger[0]!)}"], CancellationToken.None);
        }

        await GiveDatabaseAsync(Owner, CancellationToken.None);
        foreach (var role in made.Order(StringComparer.Ordinal))
        {
            var quoted = names.Quote(role);
            await session.RunAsync([$"drop owned by {quoted} cascade"], CancellationToken.None);
            await session.RunAsync([$"drop role {quoted}"], CancellationToken.None);
        }
    }
}
