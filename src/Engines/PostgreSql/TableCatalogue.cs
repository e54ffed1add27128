using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The catalogue queries about tables and what belongs to relations, one for each kind. Rows of relations that are not read (an extension's,
/// temporary ones) come too and are left out by the reader. Objects of the server's own have numbers below 16384.
/// </summary>
internal sealed class PostgreSqlTableCatalogue(EngineVersion version)
{
    /// <summary>Every query.</summary>
    public IEnumerable<string> All =>
        [Relations, Parents, Collations, Columns, Identities, Constraints, OperatorClasses, IndexColumns, Indexes, Triggers];

    /// <summary>
    /// number, schema, name, kind, unlogged, tablespace, access method when not heap, storage parameters, those of the overflow table,
    /// replica identity, row security, forced, type, bounds of a partition, partitioned by, comment
    /// </summary>
    public const string Relations = """
        select c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, c.relpersistence = 'u', s.spcname::text,
               m.amname::text, c.reloptions, o.reloptions, c.relreplident::text, c.relrowsecurity, c.relforcerowsecurity,
               case when c.reloftype <> 0 then format_type(c.reloftype, null) end,
               case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end,
               case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
               t.description
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_tablespace s on s.oid = c.reltablespace
        left join pg_am m on m.oid = c.relam and m.amname <> 'heap'
        left join pg_class o on o.oid = c.reltoastrelid
        left join pg_description t on t.classoid = 'pg_class'::regclass and t.objoid = c.oid and t.objsubid = 0
        where c.oid >= 16384 and c.relkind in ('r', 'p', 'm', 'v', 'f')
          and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """;

    /// <summary>relation, parent</summary>
    public const string Parents = """
        select h.inhrelid::bigint, h.inhparent::bigint
        from pg_inherits h
        join pg_class c on c.oid = h.inhrelid
        where c.relkind in ('r', 'p')
        order by h.inhrelid, h.inhseqno
        """;

    /// <summary>number, schema, name of all collations: to look for those in use would take longer</summary>
    public const string Collations = """
        select o.oid::bigint, n.nspname::text, o.collname::text
        from pg_collation o
        join pg_namespace n on n.oid = o.collnamespace
        """;

    /// <summary>number, schema, name, whether it is the default one of its type</summary>
    public const string OperatorClasses = """
        select o.oid::bigint, n.nspname::text, o.opcname::text, o.opcdefault
        from pg_opclass o
        join pg_namespace n on n.oid = o.opcnamespace
        """;

    /// <summary>
    /// table, column number, schema and name of the sequence, type, start, increment, least, greatest, cache, cycle: the sequences behind
    /// identity columns
    /// </summary>
    public const string Identities = """
        select d.refobjid::bigint, d.refobjsubid, n.nspname::text, c.relname::text, format_type(q.seqtypid, null),
               q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle
        from pg_depend d
        join pg_class c on c.oid = d.objid and c.relkind = 'S'
        join pg_namespace n on n.oid = c.relnamespace
        join pg_sequence q on q.seqrelid = c.oid
        where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'i' and d.objid >= 16384
        """;

    /// <summary>index, number, statistics target, parameters of the operator class; only where there are any</summary>
    public const string IndexColumns = """
        select a.attrelid::bigint, a.attnum, nullif(a.attstattarget::int, -1), a.attoptions
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where a.attrelid >= 16384 and a.attnum > 0 and c.relkind in ('i', 'I') and (a.attstattarget >= 0 or a.attoptions is not null)
        """;

    /// <summary>
    /// relation, name, type bits, column numbers, schema and name of the function, arguments, state, constraint, deferrable, deferred, other
    /// table's schema and name, names of the transition tables, definition where there is a condition
    /// </summary>
    public const string Triggers = """
        select g.tgrelid::bigint, g.tgname::text, g.tgtype, g.tgattr::int2[], pn.nspname::text, p.proname::text, g.tgargs,
               g.tgenabled::text, g.tgconstraint <> 0, g.tgdeferrable, g.tginitdeferred, rn.nspname::text, r.relname::text,
               g.tgoldtable::text, g.tgnewtable::text,
               case when g.tgqual is not null then pg_get_triggerdef(g.oid) end
        from pg_trigger g
        join pg_proc p on p.oid = g.tgfoid
        join pg_namespace pn on pn.oid = p.pronamespace
        left join pg_class r on r.oid = g.tgconstrrelid
        left join pg_namespace rn on rn.oid = r.relnamespace
        where not g.tgisinternal and g.tgparentid = 0 and g.tgrelid >= 16384
        """;

    /// <summary>
    /// relation, number, name, type, schema and name of an enumeration (also of the items of an array), required, default or generating
    /// expression, identity, generated, collation, the type's collation, local, storage and compression when not the type's, statistics
    /// target, options, comment
    /// </summary>
    /// <remarks>Only what generates a column names others, for which the server would have to open the table.</remarks>
    public string Columns =>
        $"""
            select a.attrelid::bigint, a.attnum, a.attname::text, format_type(a.atttypid, a.atttypmod), en.nspname::text, e.typname::text,
                   a.attnotnull, pg_get_expr(f.adbin, case a.attgenerated when '' then 0 else f.adrelid end), a.attidentity::text, a.attgenerated::text,
                   a.attcollation::bigint, t.typcollation::bigint, a.attislocal,
                   case when a.attstorage <> t.typstorage then a.attstorage::text end,
                   {(version.AtLeast(14) ? "nullif(a.attcompression, '')::text" : "null::text")},
                   nullif(a.attstattarget::int, -1), a.attoptions, s.description
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_type t on t.oid = a.atttypid
            left join pg_type e on e.typtype = 'e' and e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
            left join pg_namespace en on en.oid = e.typnamespace
            left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
            left join pg_description s on s.classoid = 'pg_class'::regclass and s.objoid = a.attrelid and s.objsubid = a.attnum
            where a.attrelid >= 16384 and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'm', 'v', 'f')
            order by a.attrelid, a.attnum
            """;

    /// <summary>
    /// table, kind, name, column numbers, referenced table, referenced column numbers, on delete, on update, match, columns that a deletion
    /// sets, deferrable, deferred, valid, enforced, kept from inheriting tables, local, over periods, condition or definition; of its index:
    /// column numbers, number of keys, storage parameters, tablespace, nulls not distinct, clustered on, replica identity
    /// </summary>
    public string Constraints =>
        $"""
            select k.conrelid::bigint, k.contype::text, k.conname::text, k.conkey, k.confrelid::bigint, k.confkey,
                   k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, {From(
                15,
                "k.confdelsetcols",
                "null::int2[]"
            )},
                   k.condeferrable, k.condeferred, k.convalidated, {From(
                18,
                "k.conenforced",
                "true"
            )}, k.connoinherit, k.conislocal,
                   {From(18, "k.conperiod", "false")},
                   case k.contype when 'c' then pg_get_expr(k.conbin, k.conrelid) when 'x' then pg_get_constraintdef(k.oid) end,
                   i.indkey::int2[], i.indnkeyatts, x.reloptions, s.spcname::text, {From(15, "i.indnullsnotdistinct", "false")},
                   i.indisclustered, i.indisreplident
            from pg_constraint k
            left join pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
            left join pg_class x on x.oid = i.indexrelid
            left join pg_tablespace s on s.oid = x.reltablespace
            where k.conrelid >= 16384 and k.conparentid = 0 and k.contype in ('p', 'u', 'x', 'f', 'c', 'n')
            """;

    /// <summary>
    /// relation, number, name, method, unique, number of keys, column numbers, options, operator classes, collations, the expressions in their order, predicate,
    /// storage parameters, tablespace, nulls not distinct, valid, of a partitioned table, clustered on, replica identity, the index that it is
    /// a partition of, comment
    /// </summary>
    /// <remarks>An index that came with that of the partitioned table is left out; it comes again with it.</remarks>
    public string Indexes =>
        $"""
            select i.indrelid::bigint, i.indexrelid::bigint, x.relname::text, m.amname::text, i.indisunique, i.indnkeyatts,
                   i.indkey::int2[], i.indoption::int2[], i.indclass::oid[]::bigint[], i.indcollation::oid[]::bigint[],
                   case when i.indexprs is null then null
                        when cardinality(array_positions(i.indkey::int2[], 0::int2)) = 1 then array[pg_get_expr(i.indexprs, i.indrelid)]
                        else array(select pg_get_indexdef(i.indexrelid, k, false)
                                   from generate_series(1, i.indnkeyatts::int) k where i.indkey[k - 1] = 0 order by k) end,
                   pg_get_expr(i.indpred, i.indrelid), x.reloptions, s.spcname::text,
                   {From(
                15,
                "i.indnullsnotdistinct",
                "false"
            )}, i.indisvalid, x.relkind = 'I', i.indisclustered, i.indisreplident,
                   px.relname::text, t.description
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_class c on c.oid = i.indrelid
            join pg_am m on m.oid = x.relam
            left join pg_tablespace s on s.oid = x.reltablespace
            left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
            left join pg_inherits h on h.inhrelid = i.indexrelid
            left join pg_index pi on pi.indexrelid = h.inhparent
            left join pg_class px on px.oid = h.inhparent
            left join pg_description t on t.classoid = 'pg_class'::regclass and t.objoid = i.indexrelid and t.objsubid = 0
            where i.indexrelid >= 16384 and c.relkind in ('r', 'p', 'm') and k.oid is null
              and (h.inhrelid is null or not pi.indisvalid)
            """;

    private string From(int major, string column, string before) => version.AtLeast(major) ? column : before;
}
