using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Planner statistics and sizes of SQLite.</summary>
public sealed class SqliteStatistics : IStatistics
{
    private readonly SqliteNames names = new();

    /// <inheritdoc />
    public Task AnalyzeAsync(ISession session, CancellationToken cancellation) => session.ExecuteAsync("analyze", cancellation);

    /// <summary>
    /// Moves what is in the write-ahead log into the file, so that no measured write has to. The log keeps its length, as it does in
    /// production: a commit that makes a file longer waits for the file system too.
    /// </summary>
    public Task SettleAsync(ISession session, CancellationToken cancellation) =>
        session.ExecuteAsync("pragma wal_checkpoint(restart)", cancellation);

    /// <summary>Bytes by index, and by full-text table what its hidden tables take; empty when the library was built without dbstat.</summary>
    public async Task<IReadOnlyDictionary<string, long>> IndexSizesAsync(ISession session, CancellationToken cancellation)
    {
        var sizes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (!await KnowsPagesAsync(session, cancellation))
        {
            return sizes;
        }

        var rows = await session.QueryAsync(
            """
            select i.name, d.pgsize
            from sqlite_master as i
            join dbstat as d on d.name = i.name and d.aggregate = true
            where i.type = 'index' and i.sql is not null
            union all
            select v.name, sum(d.pgsize)
            from sqlite_master as v
            join sqlite_master as s on s.name in (v.name || '_data', v.name || '_idx', v.name || '_docsize', v.name || '_content', v.name || '_config')
            join dbstat as d on d.name = s.name and d.aggregate = true
            where v.type = 'table' and v.sql like 'create virtual table%'
            group by v.name
            """,
            [],
            cancellation
        );
        foreach (var row in rows)
        {
            sizes[(string)row[0]!] = Convert.ToInt64(row[1], CultureInfo.InvariantCulture);
        }

        return sizes;
    }

    /// <summary>
    /// By the last <c>analyze</c>, and otherwise counted, but not beyond a hundred thousand: a larger table has that many here.
    /// </summary>
    public async Task<IReadOnlyDictionary<QualifiedName, long>> RowsAsync(ISession session, CancellationToken cancellation)
    {
        var rows = new Dictionary<QualifiedName, long>();
        var isAnalyzed =
            (await session.QueryAsync("select 1 from sqlite_master where name = 'sqlite_stat1'", [], cancellation)).Count > 0;
        if (isAnalyzed)
        {
            foreach (
                var row in await session.QueryAsync("select tbl, max(stat) from sqlite_stat1 group by tbl", [], cancellation)
            )
            {
                rows[QualifiedName.Of((string)row[0]!)] = long.Parse(
                    ((string)row[1]!).Split(' ')[0],
                    CultureInfo.InvariantCulture
                );
            }
        }

        const string tables =
            "select name from sqlite_master where type = 'table' and rootpage > 0 and name not like 'sqlite!_%' escape '!'";
        foreach (var row in await session.QueryAsync(tables, [], cancellation))
        {
            var name = (string)row[0]!;
            if (!rows.ContainsKey(QualifiedName.Of(name)))
            {
                var counted = await session.QueryAsync(
                    $"select count(*) from (select 1 from {names.Quote(name)} limit 100000)",
                    [],
                    cancellation
                );
                rows[QualifiedName.Of(name)] = Convert.ToInt64(counted[0][0], CultureInfo.InvariantCulture);
            }
        }

        return rows;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<QualifiedName, long>> SizesAsync(ISession session, CancellationToken cancellation)
    {
        if (!await KnowsPagesAsync(session, cancellation))
        {
            return new Dictionary<QualifiedName, long>();
        }

        var rows = await session.QueryAsync(
            """
            select t.tbl_name, sum(d.pgsize)
            from sqlite_master as t
            join dbstat as d on d.name = t.name and d.aggregate = true
            where t.rootpage > 0
            group by t.tbl_name
            """,
            [],
            cancellation
        );
        return rows.ToDictionary(r => QualifiedName.Of((string)r[0]!), r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture));
    }

    private static async Task<bool> KnowsPagesAsync(ISession session, CancellationToken cancellation) =>
        (await session.QueryAsync("select 1 from pragma_module_list where name = 'dbstat'", [], cancellation)).Count > 0;

    /// <summary>Counts every table by its own tree and every complete index by its own, which reads their pages.</summary>
    public async Task WarmAsync(ISession session, CancellationToken cancellation)
    {
        var trees = await session.QueryAsync(
            "select type, name, tbl_name, sql from sqlite_master where rootpage > 0",
            [],
            cancellation
        );
        foreach (var tree in trees)
        {
            var isIndex = (string)tree[0]! == "index";
            // Without a condition the planner refuses a partial index; constraints' own indexes have no text and are complete.
            var isPartial = isIndex && tree[3] is string sql && new SqliteObjectText(sql).Index().Where is not null;
            if (isPartial)
            {
                continue;
            }

            var through = isIndex ? $"indexed by {names.Quote((string)tree[1]!)}" : "not indexed";
            await session.QueryAsync($"select count(*) from {names.Quote((string)tree[2]!)} {through}", [], cancellation);
        }
    }
}
