using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads a schema from the catalogues: one query for each kind of object however many there are, in one snapshot. Names of the schema
/// <c>public</c> come without it; expressions come as the server words them.
/// </summary>
internal sealed class PostgreSqlInspector : IInspector
{
    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var own = session is PostgreSqlSession { InTransaction: false };
        if (own)
        {
            await session.BeginAsync(cancellation);
        }

        try
        {
            if (own)
            {
                await session.ExecuteAsync("set transaction isolation level repeatable read, read only", cancellation);
            }

            // What is in public is worded without a schema, whatever path the session has.
            var path = (string)(await session.QueryAsync("select current_setting('search_path')", [], cancellation))[0][0]!;
            await session.QueryAsync("select set_config('search_path', 'public', true)", [], cancellation);
            var schema = await ReadCatalogueAsync(session, cancellation);
            await session.QueryAsync("select set_config('search_path', $1, true)", [path], cancellation);
            return schema;
        }
        finally
        {
            if (own)
            {
                await session.RollbackAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<RelationalSchema> ReadCatalogueAsync(ISession session, CancellationToken cancellation)
    {
        var tables = await PostgreSqlTableReader.ReadAsync(session, cancellation);
        var schema = new RelationalSchema("postgresql")
        {
            Version = session.Version,
            Tables = tables.Tables,
            Views = tables.Views,
        };
        var objects = await PostgreSqlObjects.ReadAsync(session, cancellation);
        return objects.AddTo(schema).Sorted();
    }

    /// <inheritdoc />
    public Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        PostgreSqlUnread.ReadAsync(session, cancellation);
}
