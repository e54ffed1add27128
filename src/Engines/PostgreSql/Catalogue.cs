namespace Dbwright.Engines;

/// <summary>The catalogue queries of the inspector. All columns are text, numbers, truth values or arrays of them.</summary>
internal static class PostgreSqlCatalogue
{
    private const string OwnNamespace =
        "n.nspname <> 'information_schema' and n.nspname !~ '^pg_(catalog|toast|temp_|toast_temp_)'";

    private const string OwnTable = $"""
        c.relkind in ('r', 'p') and not c.relispartition and {OwnNamespace}
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """;

    /// <summary>oid, schema, name, comment</summary>
    public const string Tables = $"""
        select c.oid::bigint, n.nspname::text, c.relname::text, obj_description(c.oid, 'pg_class')
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where {OwnTable}
        """;

    /// <summary>
    /// table, number, name, type, not null, default or generating expression, identity, generated, collation, comment, and for
    /// enumerations and arrays of them the schema and name
    /// </summary>
    public const string Columns = $"""
        select a.attrelid::bigint, a.attnum, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(f.adbin, f.adrelid), a.attidentity::text, a.attgenerated::text,
               (select o.collname::text from pg_collation o where o.oid = a.attcollation and a.attcollation <> t.typcollation),
               s.description, en.nspname::text, e.typname::text
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid
        left join pg_type e on e.typtype = 'e' and e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
        left join pg_namespace en on en.oid = e.typnamespace
        left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
        left join pg_description s on s.classoid = 'pg_class'::regclass and s.objoid = a.attrelid and s.objsubid = a.attnum
        where a.attnum > 0 and not a.attisdropped and {OwnTable}
        order by a.attrelid, a.attnum
        """;

    /// <summary>
    /// table, kind, name, column numbers, referenced table, referenced column numbers, on delete, on update, deferrable, deferred,
    /// condition
    /// </summary>
    public const string Constraints = $"""
        select k.conrelid::bigint, k.contype::text, k.conname::text, k.conkey, k.confrelid::bigint, k.confkey,
               k.confdeltype::text, k.confupdtype::text, k.condeferrable, k.condeferred, pg_get_expr(k.conbin, k.conrelid)
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where k.contype in ('p', 'u', 'f', 'c') and {OwnTable}
        """;

    /// <summary>
    /// table, name, method, unique, number of keys, column numbers, options, expressions, operator classes, predicate, comment
    /// </summary>
    public const string Indexes = $"""
        select i.indrelid::bigint, x.relname::text, m.amname::text, i.indisunique, i.indnkeyatts, i.indkey::int2[], i.indoption::int2[],
               array(select case when i.indkey[k - 1] = 0 then pg_get_indexdef(i.indexrelid, k, false) end
                     from generate_series(1, i.indnkeyatts::int) k order by k),
               array(select case when o.opcdefault then null
                                 when pg_opclass_is_visible(o.oid) then quote_ident(o.opcname)
                                 else quote_ident(z.nspname) || '.' || quote_ident(o.opcname) end
                     from unnest(i.indclass::oid[]) with ordinality u (oid, place)
                     join pg_opclass o on o.oid = u.oid
                     join pg_namespace z on z.oid = o.opcnamespace
                     order by u.place),
               pg_get_expr(i.indpred, i.indrelid), obj_description(i.indexrelid, 'pg_class')
        from pg_index i
        join pg_class x on x.oid = i.indexrelid
        join pg_am m on m.oid = x.relam
        join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        where {OwnTable}
          and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
        """;

    /// <summary>table, name, type bits, column numbers, definition</summary>
    public const string Triggers = $"""
        select g.tgrelid::bigint, g.tgname::text, g.tgtype, g.tgattr::int2[], pg_get_triggerdef(g.oid)
        from pg_trigger g
        join pg_class c on c.oid = g.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
        where not g.tgisinternal and g.tgtype & 1 = 1 and {OwnTable}
        """;
}
