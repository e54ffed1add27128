using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads a schema from the catalogues: one query for each kind of object however many there are, in one snapshot. Names of the schema
/// <c>public</c> come without it; expressions come as the server words them.
/// </summary>
internal sealed class PostgreSqlInspector : IInspector
{
    // What is in public is worded without a schema, whatever path the session has. Compiling the queries would take longer than they run.
    private const string Settings = "select set_config('search_path', 'public', true), set_config('jit', 'off', true)";

    private const string IsLarge = "select count(*) > 2000 from pg_class where oid >= 16384";

    private static readonly string[] Begin = ["begin", "set transaction isolation level repeatable read, read only"];

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var server = (PostgreSqlSession)session;
        var (before, after) = server.InTransaction
            ? (Before: new[] { "savepoint dbwright_read" }, After: new[] { "rollback to dbwright_read", "release dbwright_read" })
            : (Begin, ["rollback"]);
        try
        {
            await server.RunAsync([.. before, Settings], cancellation);
            return await ReadCatalogueAsync(server, cancellation);
        }
        finally
        {
            await server.RunAsync(after, CancellationToken.None);
        }
    }

    private static async Task<RelationalSchema> ReadCatalogueAsync(PostgreSqlSession session, CancellationToken cancellation)
    {
        var catalogue = new PostgreSqlTableCatalogue(session.Version);
        var rows = new PostgreSqlCatalogueRows([.. catalogue.All, .. PostgreSqlObjects.Queries(session.Version)]);
        var tables = PostgreSqlTableReader.ReadAsync(catalogue, rows);
        var objects = PostgreSqlObjects.ReadAsync(session.Version, rows);
        await AskAsync(session, catalogue, rows, cancellation);
        return (await objects)
            .AddTo(
                new("postgresql")
                {
                    Version = session.Version,
                    Tables = (await tables).Tables,
                    Views = (await tables).Views,
                }
            )
            .Sorted();
    }

    // A schema of many relations is read over two connections in one snapshot: what takes the server longest does not stand in line.
    private static async Task AskAsync(
        PostgreSqlSession session,
        PostgreSqlTableCatalogue catalogue,
        PostgreSqlCatalogueRows rows,
        CancellationToken cancellation
    )
    {
        if (session.Another is null || session.InTransaction || !await IsLargeAsync(session, cancellation))
        {
            await rows.ReadAsync(session, rows.Queries, cancellation);
            return;
        }

        var apart = rows.Queries.Where(q => q == catalogue.Indexes || q == PostgreSqlObjectCatalogue.Identities).ToList();
        var snapshot = await SnapshotAsync(session, cancellation);
        var here = rows.ReadAsync(session, rows.Queries.Except(apart).ToList(), cancellation);
        await using var beside = snapshot is null ? null : await BesideAsync(session.Another, snapshot, cancellation);
        if (beside is null)
        {
            await here;
        }

        await Task.WhenAll(here, rows.ReadAsync(beside ?? session, apart, cancellation));
    }

    private static async Task<bool> IsLargeAsync(PostgreSqlSession session, CancellationToken cancellation) =>
        (bool)(await session.QueryAsync(IsLarge, [], cancellation))[0][0]!;

    private static async Task<string?> SnapshotAsync(PostgreSqlSession session, CancellationToken cancellation)
    {
        try
        {
            return (string)(await session.QueryAsync("select pg_export_snapshot()", [], cancellation))[0][0]!;
        }
        catch (EngineException)
        {
            // The transaction has failed with it, and nothing was read in it.
            await session.RunAsync(["rollback", .. Begin, Settings], cancellation);
            return null;
        }
    }

    // None where the server has no room for another connection, or whoever stands between leads to another server.
    private static async Task<PostgreSqlSession?> BesideAsync(
        Func<CancellationToken, Task<PostgreSqlSession>> another,
        string snapshot,
        CancellationToken cancellation
    )
    {
        PostgreSqlSession? beside = null;
        try
        {
            beside = await another(cancellation);
            await beside.RunAsync([.. Begin, $"set transaction snapshot '{snapshot}'", Settings], cancellation);
            return beside;
        }
        catch (EngineException)
        {
            await (beside?.DisposeAsync() ?? ValueTask.CompletedTask);
            return null;
        }
    }

    /// <inheritdoc />
    public Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        PostgreSqlUnread.ReadAsync(session, cancellation);
}
