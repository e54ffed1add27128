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
    /// <remarks>All of it is waited for on the calling thread.</remarks>
    public Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var server = (PostgreSqlSession)session;
        var (before, after) = server.InTransaction
            ? (Before: new[] { "savepoint dbwright_read" }, After: new[] { "rollback to dbwright_read", "release dbwright_read" })
            : (["begin", "set transaction isolation level repeatable read, read only"], ["rollback"]);
        try
        {
            server.Run([.. before, Settings], cancellation);
            return Task.FromResult(ReadCatalogue(server, cancellation));
        }
        finally
        {
            server.Run(after, CancellationToken.None);
        }
    }

    private static RelationalSchema ReadCatalogue(PostgreSqlSession session, CancellationToken cancellation)
    {
        var catalogue = new PostgreSqlTableCatalogue(session.Version);
        var rows = new PostgreSqlCatalogueRows([.. catalogue.All, .. PostgreSqlObjects.Queries(session.Version)]);
        // Both begin while the server still works on the later queries.
        var tables = Task.Run(() => Tables(catalogue, rows, session.Version), CancellationToken.None);
        var objects = Task.Run(() => PostgreSqlObjects.Read(session.Version, rows), CancellationToken.None);
        rows.Read(session, cancellation);
        return objects.GetAwaiter().GetResult().AddTo(tables.GetAwaiter().GetResult()).Sorted();
    }

    private static RelationalSchema Tables(
        PostgreSqlTableCatalogue catalogue,
        PostgreSqlCatalogueRows rows,
        EngineVersion version
    )
    {
        var read = PostgreSqlTableReader.Read(catalogue, rows);
        return new("postgresql")
        {
            Version = version,
            Tables = read.Tables,
            Views = read.Views,
        };
    }

    /// <inheritdoc />
    public Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        Task.FromResult(PostgreSqlUnread.Read((PostgreSqlSession)session, cancellation));
}
