using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Planner statistics and sizes.</summary>
internal sealed partial class MariaDbStatistics : IStatistics
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

    private const string Estimates = """
        select table_name, table_rows, data_length + index_length from information_schema.tables
        where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED') and table_rows is not null
        """;

    // Pages that the tree has; full-text indexes have tables of their own instead.
    private const string Sizes = """
        select index_name, stat_value * @@innodb_page_size
        from mysql.innodb_index_stats
        where database_name = database() and stat_name = 'size' and index_name not in ('PRIMARY', 'GEN_CLUST_INDEX')
        """;

    // The server itself changes a few pages all the time.
    private const long FewPages = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
    public async Task<IReadOnlyDictionary<QualifiedName, long>> RowsAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(Estimates, [], cancellation);
        return rows.ToDictionary(r => QualifiedName.Of((string)r[0]!), r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<QualifiedName, long>> SizesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(Estimates, [], cancellation);
        return rows.ToDictionary(r => QualifiedName.Of((string)r[0]!), r => Convert.ToInt64(r[2], CultureInfo.InvariantCulture));
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

    /// <summary>Has the server write its changed pages, and waits until nearly all are written, at most half a minute.</summary>
    public async Task SettleAsync(ISession session, CancellationToken cancellation)
    {
        const string setting = "innodb_max_dirty_pages_pct";
        var before = (await session.QueryAsync($"select @@global.{setting}", [], cancellation))[0][0];
        await session.ExecuteAsync($"set global {setting} = 0", cancellation);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            while (
                await DirtyPagesAsync(session, cancellation) > FewPages && TimeProvider.System.GetElapsedTime(started) < Patience
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            }
        }
        finally
        {
            await session.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"set global {setting} = {before}"),
                CancellationToken.None
            );
        }
    }

    private static async Task<long> DirtyPagesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync("show global status like 'innodb_buffer_pool_pages_dirty'", [], cancellation);
        return long.Parse((string)rows[0][1]!, CultureInfo.InvariantCulture);
    }
}
