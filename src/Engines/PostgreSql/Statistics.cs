using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Planner statistics and sizes.</summary>
internal sealed partial class PostgreSqlStatistics : IStatistics
{
    private readonly PostgreSqlNames names = new();

    /// <summary>Vacuums and analyzes every table that the session's user owns; not within a transaction.</summary>
    public async Task AnalyzeAsync(ISession session, CancellationToken cancellation)
    {
        var tables = (await TablesAsync(session, cancellation)).Select(t => names.Quote(t)).ToList();
        if (tables.Count > 0)
        {
            await session.ExecuteAsync($"vacuum (analyze) {string.Join(", ", tables)}", cancellation);
        }
    }

    /// <inheritdoc />
    public async Task SettleAsync(ISession session, CancellationToken cancellation)
    {
        try
        {
            await session.ExecuteAsync("checkpoint", cancellation);
        }
        catch (EngineException e) when (e.Code == "42501")
        {
            // On a server of the user's we may not; its own checkpoints then go on beside the measurement.
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, long>> IndexSizesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            """
            select x.relname::text, pg_relation_size(x.oid)
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_namespace n on n.oid = x.relnamespace
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and not exists (select from pg_constraint k where k.conindid = x.oid and k.contype in ('p', 'u', 'x'))
            """,
            [],
            cancellation
        );
        return rows.ToDictionary(row => (string)row[0]!, row => (long)row[1]!, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<QualifiedName, long>> RowsAsync(ISession session, CancellationToken cancellation)
    {
        // Of a table that was never analysed the server knows what was written since it started to count; an empty file has no rows.
        var rows = await session.QueryAsync(
            """
            select case n.nspname when 'public' then '' else n.nspname end::text, c.relname::text, sum(known.rows)::bigint
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            cross join lateral (
                select case when l.reltuples < 0 and pg_relation_size(l.oid) > 0 and coalesce(s.n_live_tup, 0) = 0 then null
                    else greatest(l.reltuples::bigint, s.n_live_tup, 0) end as rows
                from pg_class l
                left join pg_stat_all_tables s on s.relid = l.oid
                where l.oid = c.oid and c.relkind <> 'p'
                    or l.oid in (select t.relid from pg_partition_tree(c.oid) t where t.isleaf and c.relkind = 'p')
            ) known
            where c.relkind in ('r', 'p', 'm') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            group by c.oid, n.nspname, c.relname
            having count(*) = count(known.rows)
            """,
            [],
            cancellation
        );
        return rows.ToDictionary(r => new QualifiedName((string)r[0]!, (string)r[1]!), r => (long)r[2]!);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<QualifiedName, long>> SizesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            """
            select case n.nspname when 'public' then '' else n.nspname end::text, c.relname::text,
                case c.relkind when 'p' then (select sum(pg_total_relation_size(t.relid)) from pg_partition_tree(c.oid) t)
                    else pg_total_relation_size(c.oid) end::bigint
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            """,
            [],
            cancellation
        );
        return rows.ToDictionary(r => new QualifiedName((string)r[0]!, (string)r[1]!), r => (long)r[2]!);
    }

    /// <summary>
    /// Reads every table whole, and every B-tree index in its order without the table where that can be. Indexes of other kinds have just
    /// been built and are still in the cache of the operating system.
    /// </summary>
    public async Task WarmAsync(ISession session, CancellationToken cancellation)
    {
        foreach (var table in await TablesAsync(session, cancellation))
        {
            await session.QueryAsync($"select count(*) from {names.Quote(table)}", [], cancellation);
        }

        var scans = await session.QueryAsync(
            """
            select format('select count(*) from (select 1 from %s%s order by %s) x',
                          i.indrelid::regclass,
                          ' where ' || pg_get_expr(i.indpred, i.indrelid),
                          (select string_agg(pg_get_indexdef(i.indexrelid, k, false)
                                             || case when i.indoption[k - 1] & 1 = 1 then ' desc' else ' asc' end
                                             || case when i.indoption[k - 1] & 2 = 2 then ' nulls first' else ' nulls last' end,
                                             ', ' order by k)
                           from generate_series(1, i.indnkeyatts::int) k))
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_am m on m.oid = x.relam and m.amname = 'btree'
            join pg_namespace n on n.oid = x.relnamespace
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and i.indisvalid
            """,
            [],
            cancellation
        );
        const string path =
            "set enable_seqscan = {0}; set enable_bitmapscan = {0}; set enable_sort = {0}; set enable_incremental_sort = {0}";
        await session.ExecuteAsync(path.Replace("{0}", "off"), cancellation);
        try
        {
            foreach (var scan in scans)
            {
                await session.QueryAsync((string)scan[0]!, [], cancellation);
            }
        }
        finally
        {
            await session.ExecuteAsync(path.Replace("{0}", "default"), CancellationToken.None);
        }
    }

    private static async Task<IEnumerable<QualifiedName>> TablesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and pg_has_role(c.relowner, 'usage')
            order by 1, 2
            """,
            [],
            cancellation
        );
        return rows.Select(row => new QualifiedName((string)row[0]!, (string)row[1]!));
    }
}
