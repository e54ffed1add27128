using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The catalogue queries about types, sequences, routines and views: objects that have records of their own.</summary>
internal sealed class PostgreSqlTypeCatalogue(EngineVersion version)
{
    private const string Own = PostgreSqlObjectCatalogue.Own;

    /// <summary>Every query.</summary>
    public IEnumerable<string> All => [Extensions, Enums, Domains, Attributes, Sequences, Routines, Views, ViewColumns];

    /// <summary>name, version, schema where it is not the default one</summary>
    public const string Extensions = """
        select e.extname::text, e.extversion, case when n.nspname not in ('public', 'pg_catalog') then n.nspname::text end
        from pg_extension e join pg_namespace n on n.oid = e.extnamespace
        where e.extname <> 'plpgsql'
        """;

    /// <summary>catalogue, number, values</summary>
    public const string Enums = $"""
        select t.tableoid::bigint, t.oid::bigint,
               array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder)
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where t.typtype = 'e' and {Own}
        """;

    /// <summary>
    /// catalogue, number, type, schema and name of the enumeration where it is one, not null, default, collation, names, conditions and
    /// validity of the checks
    /// </summary>
    public static readonly string Domains = $"""
        select t.tableoid::bigint, t.oid::bigint, format_type(t.typbasetype, t.typtypmod), en.nspname::text, e.typname::text,
               t.typnotnull, coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)),
               case when t.typcollation <> b.typcollation then {Collation("t.typcollation")} end,
               array(select k.conname::text from pg_constraint k where k.contypid = t.oid and k.contype = 'c' order by k.conname),
               array(select pg_get_expr(k.conbin, 0) from pg_constraint k where k.contypid = t.oid and k.contype = 'c' order by k.conname),
               array(select k.convalidated from pg_constraint k where k.contypid = t.oid and k.contype = 'c' order by k.conname)
        from pg_type t
        join pg_namespace n on n.oid = t.typnamespace
        join pg_type b on b.oid = t.typbasetype
        left join pg_type e on e.typtype = 'e' and e.oid = case when b.typcategory = 'A' then b.typelem else b.oid end
        left join pg_namespace en on en.oid = e.typnamespace
        where t.typtype = 'd' and {Own}
        """;

    /// <summary>relation, name, type, schema and name of the enumeration where it is one, collation</summary>
    public static readonly string Attributes = $"""
        select c.tableoid::bigint, c.oid::bigint, a.attname::text, format_type(a.atttypid, a.atttypmod), en.nspname::text, e.typname::text,
               case when a.attcollation <> t.typcollation then {Collation("a.attcollation")} end
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_type t on t.oid = a.atttypid
        left join pg_type e on e.typtype = 'e' and e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
        left join pg_namespace en on en.oid = e.typnamespace
        where c.relkind = 'c' and {Own}
        order by c.oid, a.attnum
        """;

    /// <summary>
    /// catalogue, number, type, start, increment, least, greatest, cache, cycle, schema, table and column that own it, whether it is kept
    /// out of the log
    /// </summary>
    public const string Sequences = $"""
        select c.tableoid::bigint, c.oid::bigint, format_type(s.seqtypid, null), s.seqstart, s.seqincrement,
               case when s.seqmin <> case when s.seqincrement > 0 then 1 else l.least end then s.seqmin end,
               case when s.seqmax <> case when s.seqincrement > 0 then l.greatest else -1 end then s.seqmax end,
               s.seqcache, s.seqcycle, tn.nspname::text, t.relname::text, a.attname::text, c.relpersistence = 'u'
        from pg_sequence s
        join pg_class c on c.oid = s.seqrelid
        join pg_namespace n on n.oid = c.relnamespace
        join (values (21::oid, (-32768)::bigint, 32767::bigint), (23, -2147483648, 2147483647),
                     (20, -9223372036854775808, 9223372036854775807)) l (type, least, greatest) on l.type = s.seqtypid
        left join pg_depend d on d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.refobjsubid > 0 and d.deptype = 'a'
        left join pg_class t on t.oid = d.refobjid
        left join pg_namespace tn on tn.oid = t.relnamespace
        left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where {Own}
          and not exists (
              select from pg_depend i where i.classid = 1259 and i.objid = c.oid and i.refclassid = 1259 and i.deptype = 'i')
        """;

    /// <summary>catalogue, number, query, options, tablespace, access method where not the default, whether filled</summary>
    public const string Views = $"""
        select c.tableoid::bigint, c.oid::bigint, pg_get_viewdef(c.oid), c.reloptions,
               (select s.spcname::text from pg_tablespace s where s.oid = c.reltablespace),
               (select m.amname::text from pg_am m where m.oid = c.relam and m.amname <> current_setting('default_table_access_method')),
               c.relispopulated
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('v', 'm') and {Own}
        """;

    /// <summary>relation, name, type, schema and name of the enumeration where it is one, default</summary>
    public const string ViewColumns = $"""
        select c.tableoid::bigint, c.oid::bigint, a.attname::text, format_type(a.atttypid, a.atttypmod), en.nspname::text, e.typname::text,
               pg_get_expr(f.adbin, f.adrelid)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join pg_type e on e.typtype = 'e' and e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
        left join pg_namespace en on en.oid = e.typnamespace
        left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
        where c.relkind in ('v', 'm') and {Own}
        order by c.oid, a.attnum
        """;

    /// <summary>catalogue, number, whether a procedure, signature, arguments, result, language, body, SQL-standard body, whole definition</summary>
    public string Routines =>
        $"""
            select p.tableoid::bigint, p.oid::bigint, p.prokind = 'p',
                   pg_get_function_arguments(p.oid), coalesce(pg_get_function_result(p.oid), ''), l.lanname::text,
                   case l.lanname when 'c' then quote_literal(p.probin) || ', ' || quote_literal(p.prosrc) else p.prosrc end,
                   {(version.AtLeast(14) ? "pg_get_function_sqlbody(p.oid)" : "null::text")}, pg_get_functiondef(p.oid)
            from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace
            join pg_language l on l.oid = p.prolang
            where p.prokind <> 'a' and {Own}
              and not exists (
                  select from pg_depend d where d.classid = p.tableoid and d.objid = p.oid and d.deptype in ('e', 'i'))
            """;

    // A name alone, or with its schema both in quotes.
    private static string Collation(string number) =>
        $"""
            (select case when pg_collation_is_visible(o.oid) then o.collname::text else format('"%s"."%s"', z.nspname, o.collname) end
             from pg_collation o join pg_namespace z on z.oid = o.collnamespace where o.oid = {number})
            """;
}
