namespace Dbwright.Engines;

/// <summary>Text search, other servers, and what acts on rows.</summary>
internal sealed partial class PostgreSqlDefinitionCatalogue
{
    private static readonly string TextSearchParsers = $"""
        select p.tableoid::bigint, p.oid::bigint,
               'create text search parser ' || {Name(
            "p.prsname"
        )} || ' (start = ' || p.prsstart::text || ', gettoken = ' || p.prstoken::text
                   || ', end = ' || p.prsend::text || case p.prsheadline::oid when 0 then '' else ', headline = ' || p.prsheadline::text end
                   || ', lextypes = ' || p.prslextype::text || ')', {NoDetail}
        from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
        where {Own}
        """;

    private static readonly string TextSearchTemplates = $"""
        select p.tableoid::bigint, p.oid::bigint,
               'create text search template ' || {Name("p.tmplname")} || ' ('
                   || case p.tmplinit::oid when 0 then '' else 'init = ' || p.tmplinit::text || ', ' end
                   || 'lexize = ' || p.tmpllexize::text || ')', {NoDetail}
        from pg_ts_template p join pg_namespace n on n.oid = p.tmplnamespace
        where {Own}
        """;

    private static readonly string TextSearchDictionaries = $"""
        select p.tableoid::bigint, p.oid::bigint,
               'create text search dictionary ' || {Name("p.dictname")} || ' (template = ' || quote_ident(z.nspname) || '.'
                   || quote_ident(t.tmplname) || coalesce(', ' || p.dictinitoption, '') || ')', {NoDetail}
        from pg_ts_dict p
        join pg_namespace n on n.oid = p.dictnamespace
        join pg_ts_template t on t.oid = p.dicttemplate
        join pg_namespace z on z.oid = t.tmplnamespace
        where {Own}
        """;

    // Kinds of words that go to the same dictionaries stand together.
    private static readonly string TextSearchConfigurations = $"""
        select c.tableoid::bigint, c.oid::bigint,
               'create text search configuration ' || {Name("c.cfgname")} || ' (parser = ' || quote_ident(z.nspname) || '.'
                   || quote_ident(r.prsname) || ')'
                   || coalesce((
                       select string_agg(
                                  E';\nalter text search configuration ' || {Name(
            "c.cfgname"
        )} || ' add mapping for ' || g.kinds || ' with '
                                      || g.dictionaries, '' order by g.kinds)
                       from (
                           select string_agg(quote_ident(w.alias), ', ' order by w.alias) as kinds, w.dictionaries
                           from (
                               select k.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
                               from pg_ts_config_map m join ts_token_type(c.cfgparser) k on k.tokid = m.maptokentype
                               where m.mapcfg = c.oid
                               group by k.alias
                           ) w
                           group by w.dictionaries
                       ) g), ''), {NoDetail}
        from pg_ts_config c
        join pg_namespace n on n.oid = c.cfgnamespace
        join pg_ts_parser r on r.oid = c.cfgparser
        join pg_namespace z on z.oid = r.prsnamespace
        where {Own}
        """;

    private static readonly string Wrappers = $"""
        select w.tableoid::bigint, w.oid::bigint,
               'create foreign data wrapper ' || quote_ident(w.fdwname)
                   || case w.fdwhandler when 0 then '' else ' handler ' || w.fdwhandler::regproc::text end
                   || case w.fdwvalidator when 0 then '' else ' validator ' || w.fdwvalidator::regproc::text end
                   || {Options("w.fdwoptions")}, {NoDetail}
        from pg_foreign_data_wrapper w
        """;

    private static readonly string Servers = $"""
        select s.tableoid::bigint, s.oid::bigint,
               'create server ' || quote_ident(s.srvname) || coalesce(' type ' || quote_literal(s.srvtype), '')
                   || coalesce(' version ' || quote_literal(s.srvversion), '') || ' foreign data wrapper ' || quote_ident(w.fdwname)
                   || {Options("s.srvoptions")}, {NoDetail}
        from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
        """;

    /// <summary>server, user, options that are no secrets, names of those that are or may be</summary>
    public const string UserMappings = """
        select m.srvname::text, m.usename::text,
               coalesce((select string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')
                         from pg_options_to_table(m.umoptions) o where o.option_name !~* 'pass|secret|token|key|credential'), ''),
               (select string_agg(o.option_name, ', ') from pg_options_to_table(m.umoptions) o
                where o.option_name ~* 'pass|secret|token|key|credential'), m.umoptions is null
        from pg_user_mappings m
        """;

    private static readonly string ForeignTables = $"""
        select c.tableoid::bigint, c.oid::bigint,
               'create foreign table ' || {Name("c.relname")} || ' ('
                   || coalesce((
                       select string_agg(
                           E'\n    ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                               || {Options("a.attfdwoptions")}
                               || case when a.attcollation <> t.typcollation then ' collate ' || a.attcollation::regcollation::text else '' end
                               || case when a.attnotnull then ' not null' else '' end
                               || case when f.oid is null then ''
                                       when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(f.adbin, f.adrelid) || ') stored'
                                       else ' default ' || pg_get_expr(f.adbin, f.adrelid) end, ',' order by a.attnum)
                       from pg_attribute a
                       join pg_type t on t.oid = a.atttypid
                       left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
                       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '')
                   || coalesce((
                       select string_agg(E',\n    constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' order by k.conname)
                       from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'), '')
                   || E'\n) server ' || quote_ident(s.srvname) || {Options("o.ftoptions")}, {NoDetail}
        from pg_foreign_table o
        join pg_class c on c.oid = o.ftrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_foreign_server s on s.oid = o.ftserver
        where {Own}
        """;

    private const string Rules = $"""
        select r.tableoid::bigint, r.oid::bigint, rtrim(pg_get_ruledef(r.oid), ';'),
               case r.ev_enabled when 'O' then null else 'enabled' end,
               case r.ev_enabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end
        from pg_rewrite r
        join pg_class c on c.oid = r.ev_class
        join pg_namespace n on n.oid = c.relnamespace
        where not (r.rulename = '_RETURN' and c.relkind in ('v', 'm')) and {Own}
        """;

    private static readonly string Policies = $"""
        select p.tableoid::bigint, p.oid::bigint,
               'create policy ' || quote_ident(p.polname) || ' on ' || {Name("c.relname")}
                   || case when p.polpermissive then '' else ' as restrictive' end
                   || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update'
                           when 'd' then ' for delete' else '' end
                   || case when p.polroles = array[0::oid] then ''
                           else ' to ' || array_to_string(array(
                               select case r.role when 0 then 'public' else quote_ident(pg_get_userbyid(r.role)) end
                               from unnest(p.polroles) r (role) order by 1), ', ') end
                   || coalesce(E'\n    using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                   || coalesce(E'\n    with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''), {NoDetail}
        from pg_policy p
        join pg_class c on c.oid = p.polrelid
        join pg_namespace n on n.oid = c.relnamespace
        where {Own}
        """;

    private const string EventTriggers = $"""
        select e.tableoid::bigint, e.oid::bigint,
               'create event trigger ' || quote_ident(e.evtname) || ' on ' || e.evtevent
                   || coalesce(E'\n    when tag in (' || (select string_agg(quote_literal(t), ', ') from unnest(e.evttags) t) || ')', '')
                   || E'\n    execute function ' || e.evtfoid::regproc::text || '()',
               case e.evtenabled when 'O' then null else 'enabled' end,
               case e.evtenabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end
        from pg_event_trigger e
        """;

    private string Publications
    {
        get
        {
            var columns = version.AtLeast(15)
                ? """
                    || coalesce((select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')'
                                 from pg_attribute a where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)), '')
                    || coalesce(' where (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')
                    """
                : "";
            var namespaces = version.AtLeast(15)
                ? """
                    union all
                    select 1, 'tables in schema ' || string_agg(quote_ident(z.nspname), ', ' order by z.nspname)
                    from pg_publication_namespace s join pg_namespace z on z.oid = s.pnnspid
                    where s.pnpubid = p.oid
                    having count(*) > 0
                    """
                : "";
            var generated = version.AtLeast(18)
                ? "|| case p.pubgencols when 's' then ', publish_generated_columns = stored' else '' end"
                : "";
            return $"""
                select p.tableoid::bigint, p.oid::bigint,
                       'create publication ' || quote_ident(p.pubname)
                           || case when p.puballtables then ' for all tables'
                                   else coalesce((
                                       select E'\n    for ' || string_agg(x.item, E',\n    ' order by x.rank, x.item)
                                       from (
                                           select 0 as rank, 'table ' || string_agg(t.name, E',\n        ' order by t.name) as item
                                           from (
                                               select 'only ' || case n.nspname when 'public' then ''
                                                          else quote_ident(n.nspname) || '.' end || quote_ident(c.relname) {columns} as name
                                               from pg_publication_rel r
                                               join pg_class c on c.oid = r.prrelid
                                               join pg_namespace n on n.oid = c.relnamespace
                                               where r.prpubid = p.oid
                                           ) t
                                           having count(*) > 0
                                           {namespaces}
                                       ) x), '') end
                           || E'\n    with (publish = ''' || concat_ws(', ', case when p.pubinsert then 'insert' end,
                                  case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end,
                                  case when p.pubtruncate then 'truncate' end)
                           || '''' || case when p.pubviaroot then ', publish_via_partition_root = true' else '' end {generated} || ')',
                       {NoDetail}
                from pg_publication p
                """;
        }
    }

    // Their definition words expressions as nothing else does, without most parentheses; by themselves they are worded as everywhere.
    private string Statistics
    {
        get
        {
            var expressions = version.AtLeast(14)
                ? """
                    cross join lateral (
                        select ' ON ' || pg_get_statisticsobjdef_columns(s.oid) || ' FROM ',
                               (select string_agg('(' || e.sql || ')', ', ' order by e.place)
                                from unnest(pg_get_statisticsobjdef_expressions(s.oid)) with ordinality e (sql, place)),
                               (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                                from pg_attribute a where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys))
                    ) p (listed, expressions, columns)
                    cross join lateral (
                        select case when p.expressions is null then d.sql
                                    else left(d.sql, strpos(d.sql, p.listed) - 1) || ' ON ' || concat_ws(', ', p.columns, p.expressions)
                                        || ' FROM ' || substr(d.sql, strpos(d.sql, p.listed) + length(p.listed)) end
                    ) w (sql)
                    """
                : "cross join lateral (select d.sql) w (sql)";
            return $"""
                select s.tableoid::bigint, s.oid::bigint, lower(left(w.sql, 18)) || substr(w.sql, 19),
                       case when coalesce(s.stxstattarget, -1) < 0 then null else 'statistics' end, s.stxstattarget::text
                from pg_statistic_ext s
                join pg_namespace n on n.oid = s.stxnamespace
                cross join lateral (select pg_get_statisticsobjdef(s.oid)) d (sql)
                {expressions}
                where {Own}
                """;
        }
    }
}
