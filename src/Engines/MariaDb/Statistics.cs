using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Planner statistics and sizes.</summary>
internal sealed class MariaDbStatistics : IStatistics
{
    private const string Tables = """
        select table_name from information_schema.tables
        where table_schema = database() and table_type = 'BASE TABLE'
        order by table_name
        """;

    private const string Trees = """
        select distinct table_name, index_name from information_schema.statistics
        where table_schema = database() and index_type = 'BTREE'
        order by table_name, index_name
        """;

    // Pages that the tree has; full-text indexes have tables of their own instead.
    private const string Sizes = """
        select index_name, stat_value * @@innodb_page_size
        from mysql.innodb_index_stats
        where database_name = database() and stat_name = 'size' and index_name not in ('PRIMARY', 'GEN_CLUST_INDEX')
        """;

    private readonly MariaDbNames names = new();

    /// <inheritdoc />
    public async Task AnalyzeAsync(ISession session, CancellationToken cancellation)
    {
        foreach (var row in await session.QueryAsync(Tables, [], cancellation))
        {
            await session.QueryAsync($"analyze table {names.Quote((string)row[0]!)}", [], cancellation);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, long>> IndexSizesAsync(ISession session, CancellationToken cancellation)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            foreach (var row in await session.QueryAsync(Sizes, [], cancellation))
            {
                var name = (string)row[0]!;
                sizes[name] = sizes.GetValueOrDefault(name) + Convert.ToInt64(row[1], CultureInfo.InvariantCulture);
            }
        }
        catch (EngineException e) when (e.Code == "1142")
        {
            // The account may not read the server's statistics; then no sizes are known.
        }

        return sizes;
    }

    /// <inheritdoc />
    public async Task WarmAsync(ISession session, CancellationToken cancellation)
    {
        foreach (var row in await session.QueryAsync(Trees, [], cancellation))
        {
            await session.QueryAsync(
                $"select count(*) from {names.Quote((string)row[0]!)} force index ({names.Quote((string)row[1]!)})",
                [],
                cancellation
            );
        }
    }
}
