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

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var server = (PostgreSqlSession)session;
        var (before, after) = server.InTransaction
            ? (Before: new[] { "savepoint dbwright_read" }, After: new[] { "rollback to dbwright_read", "release dbwright_read" })
            : (["begin", "set transaction isolation level repeatable read, read only"], ["rollback"]);
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
        await rows.ReadAsync(session, cancellation);
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

    /// <inheritdoc />
    public Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        PostgreSqlUnread.ReadAsync(session, cancellation);
}
