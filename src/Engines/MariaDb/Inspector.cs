using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads a schema: a query for each kind of object however many there are, and one for each table (see <see cref="MariaDbTableReader"/>). The
/// server calls every primary key PRIMARY; it comes back under the name that designs give it, <c>pk_</c> and the table. An index that the
/// server made for a foreign key is part of that and not listed.
/// </summary>
internal sealed class MariaDbInspector : IInspector
{
    /// <summary>The name of a table's primary key, which the server does not keep.</summary>
    public static string PrimaryKeyName(string table) => ObjectNames.Shorten($"pk_{table}");

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var server = (MariaDbSession)session;
        var self = await session.QueryAsync("select database(), current_user()", [], cancellation);
        var (database, account) = ((string)self[0][0]!, (string)self[0][1]!);
        var rows = await session.QueryAsync(MariaDbCatalogue.Tables, [], cancellation);
        var (tables, dependencies) = await new MariaDbTableReader(server, account).ReadAsync(database, rows, cancellation);
        var schema = new RelationalSchema(MariaDbTypes.EngineName)
        {
            Version = session.Version,
            Tables = tables,
            Dependencies = dependencies,
        };
        var sequences = rows.Where(r => (string)r[1]! == "SEQUENCE").ToList();
        var whole = await new MariaDbObjectReader(server, database, account).AddAsync(schema, sequences, cancellation);
        return (await MariaDbRightReader.AddAsync(whole, session, cancellation)).Sorted();
    }

    /// <inheritdoc />
    public Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        MariaDbUnread.ReadAsync(session, cancellation);

    /// <inheritdoc />
    public async Task<string?> AccountAsync(ISession session, CancellationToken cancellation) =>
        (string?)(await session.QueryAsync("select current_user()", [], cancellation))[0][0];

    /// <inheritdoc />
    public async Task<string?> CollationAsync(ISession session, CancellationToken cancellation) =>
        (string?)(await session.QueryAsync("select @@collation_database", [], cancellation))[0][0];

    /// <inheritdoc />
    public RelationalSchema Without(RelationalSchema schema, string? account) => MariaDbDefiners.Without(schema, account);
}
