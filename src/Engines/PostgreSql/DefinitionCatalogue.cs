using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The catalogue queries about objects that are kept as the statement that creates them, put together by the server. Their rows are:
/// catalogue, number, statement, name and value of what can be altered later.
/// </summary>
internal sealed partial class PostgreSqlDefinitionCatalogue(EngineVersion version)
{
    private const string Own = PostgreSqlObjectCatalogue.Own;

    /// <summary>One query for each kind.</summary>
    public IEnumerable<string> All =>
        [
            Namespaces,
            Ranges,
            Languages,
            Collations,
            Conversions,
            Aggregates,
            Operators,
            OperatorFamilies,
            OperatorClasses,
            Casts,
            Transforms,
            AccessMethods,
            TextSearchParsers,
            TextSearchTemplates,
            TextSearchDictionaries,
            TextSearchConfigurations,
            Wrappers,
            Servers,
            ForeignTables,
            Rules,
            Policies,
            EventTriggers,
            Publications,
            Statistics,
        ];

    // A name of its own namespace; that of public is left out.
    private static string Name(string column) =>
        $"case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || quote_ident({column})";

    // Options in brackets: the array holds name=value.
    private static string Options(string column) =>
        $"""
            coalesce((select ' options (' || string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ') || ')'
                      from pg_options_to_table({column}) o), '')
            """;

    private const string NoDetail = "null::text, null::text";

    private const string Namespaces = $"""
        select n.tableoid::bigint, n.oid::bigint, 'create schema ' || quote_ident(n.nspname), {NoDetail}
        from pg_namespace n
        where {Own} and n.nspname <> 'public'
        """;

    private string Ranges =>
        $"""
            select t.tableoid::bigint, t.oid::bigint,
                   'create type ' || {Name("t.typname")} || ' as range (subtype = ' || format_type(r.rngsubtype, null)
                       || case when o.opcdefault then ''
                               else ', subtype_opclass = ' || quote_ident(z.nspname) || '.' || quote_ident(o.opcname) end
                       || case when r.rngcollation = s.typcollation then '' else ', collation = ' || r.rngcollation::regcollation::text end
                       || case r.rngcanonical::oid when 0 then '' else ', canonical = ' || r.rngcanonical::text end
                       || case r.rngsubdiff::oid when 0 then '' else ', subtype_diff = ' || r.rngsubdiff::text end
                       || {(
                version.AtLeast(14)
                    ? """
                    coalesce((select ', multirange_type_name = ' || quote_ident(mn.nspname) || '.' || quote_ident(m.typname)
                              from pg_type m join pg_namespace mn on mn.oid = m.typnamespace
                              where m.oid = r.rngmultitypid and m.typname <> case when position('range' in t.typname) > 0
                                  then regexp_replace(t.typname, 'range', 'multirange') else t.typname || '_multirange' end), '')
                    """
                    : "''"
            )}
                       || ')', {NoDetail}
            from pg_range r
            join pg_type t on t.oid = r.rngtypid
            join pg_namespace n on n.oid = t.typnamespace
            join pg_type s on s.oid = r.rngsubtype
            join pg_opclass o on o.oid = r.rngsubopc
            join pg_namespace z on z.oid = o.opcnamespace
            where {Own}
            """;

    private const string Languages = $"""
        select l.tableoid::bigint, l.oid::bigint,
               'create ' || case when l.lanpltrusted then 'trusted ' else '' end || 'language ' || quote_ident(l.lanname)
                   || case l.lanplcallfoid when 0 then '' else ' handler ' || l.lanplcallfoid::regproc::text end
                   || case l.laninline when 0 then '' else ' inline ' || l.laninline::regproc::text end
                   || case l.lanvalidator when 0 then '' else ' validator ' || l.lanvalidator::regproc::text end, {NoDetail}
        from pg_language l
        where l.oid >= 16384
        """;

    private string Collations
    {
        get
        {
            var locale =
                version.AtLeast(17) ? "c.colllocale"
                : version.AtLeast(15) ? "c.colliculocale"
                : "case c.collprovider when 'i' then c.collcollate::text end";
            var rules = version.AtLeast(16) ? "coalesce(', rules = ' || quote_literal(c.collicurules), '')" : "''";
            return $"""
                select c.tableoid::bigint, c.oid::bigint,
                       'create collation ' || {Name("c.collname")} || ' (provider = '
                           || case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' when 'd' then 'default' else 'libc' end
                           || case when c.collprovider <> 'c' then ', locale = ' || quote_literal({locale})
                                   when c.collcollate = c.collctype then ', locale = ' || quote_literal(c.collcollate)
                                   else ', lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = ' || quote_literal(c.collctype) end
                           || {rules}
                           || case when c.collisdeterministic then '' else ', deterministic = false' end || ')', {NoDetail}
                from pg_collation c join pg_namespace n on n.oid = c.collnamespace
                where {Own}
                """;
        }
    }

    private static readonly string Conversions = $"""
        select c.tableoid::bigint, c.oid::bigint,
               'create ' || case when c.condefault then 'default ' else '' end || 'conversion ' || {Name("c.conname")}
                   || ' for ' || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' to '
                   || quote_literal(pg_encoding_to_char(c.contoencoding)) || ' from ' || c.conproc::text, {NoDetail}
        from pg_conversion c join pg_namespace n on n.oid = c.connamespace
        where {Own}
        """;

    private static readonly string Aggregates = $"""
        select p.tableoid::bigint, p.oid::bigint,
               'create aggregate ' || {Name(
            "p.proname"
        )} || '(' || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || ') ('
                   || E'\n    sfunc = ' || a.aggtransfn::text || E',\n    stype = ' || format_type(a.aggtranstype, null)
                   || case a.aggtransspace when 0 then '' else E',\n    sspace = ' || a.aggtransspace end
                   || case a.aggfinalfn::oid when 0 then '' else E',\n    finalfunc = ' || a.aggfinalfn::text end
                   || case when a.aggfinalextra then E',\n    finalfunc_extra' else '' end
                   || case when a.aggfinalmodify = case a.aggkind when 'n' then 'r' else 'w' end then ''
                           else E',\n    finalfunc_modify = '
                               || case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end end
                   || case a.aggcombinefn::oid when 0 then '' else E',\n    combinefunc = ' || a.aggcombinefn::text end
                   || case a.aggserialfn::oid when 0 then '' else E',\n    serialfunc = ' || a.aggserialfn::text end
                   || case a.aggdeserialfn::oid when 0 then '' else E',\n    deserialfunc = ' || a.aggdeserialfn::text end
                   || coalesce(E',\n    initcond = ' || quote_literal(a.agginitval), '')
                   || case a.aggmtransfn::oid when 0 then '' else E',\n    msfunc = ' || a.aggmtransfn::text
                       || E',\n    minvfunc = ' || a.aggminvtransfn::text || E',\n    mstype = ' || format_type(a.aggmtranstype, null) end
                   || case a.aggmtransspace when 0 then '' else E',\n    msspace = ' || a.aggmtransspace end
                   || case a.aggmfinalfn::oid when 0 then '' else E',\n    mfinalfunc = ' || a.aggmfinalfn::text end
                   || case when a.aggmfinalextra then E',\n    mfinalfunc_extra' else '' end
                   || case when a.aggmfinalmodify = case a.aggkind when 'n' then 'r' else 'w' end then ''
                           else E',\n    mfinalfunc_modify = '
                               || case a.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end end
                   || coalesce(E',\n    minitcond = ' || quote_literal(a.aggminitval), '')
                   || case a.aggsortop when 0 then ''
                           else (select E',\n    sortop = operator(' || quote_ident(z.nspname) || '.' || o.oprname || ')'
                                 from pg_operator o join pg_namespace z on z.oid = o.oprnamespace where o.oid = a.aggsortop) end
                   || case p.proparallel when 's' then E',\n    parallel = safe' when 'r' then E',\n    parallel = restricted' else '' end
                   || case a.aggkind when 'h' then E',\n    hypothetical' else '' end || E'\n)', {NoDetail}
        from pg_aggregate a
        join pg_proc p on p.oid = a.aggfnoid
        join pg_namespace n on n.oid = p.pronamespace
        where {Own}
        """;

    private static readonly string Operators = $"""
        select o.tableoid::bigint, o.oid::bigint,
               'create operator ' || case n.nspname when 'public' then '' else quote_ident(n.nspname) || '.' end || o.oprname
                   || ' (function = ' || o.oprcode::text
                   || case o.oprleft when 0 then '' else ', leftarg = ' || format_type(o.oprleft, null) end
                   || case o.oprright when 0 then '' else ', rightarg = ' || format_type(o.oprright, null) end
                   || coalesce((select ', commutator = operator(' || quote_ident(z.nspname) || '.' || c.oprname || ')'
                                from pg_operator c join pg_namespace z on z.oid = c.oprnamespace where c.oid = o.oprcom), '')
                   || coalesce((select ', negator = operator(' || quote_ident(z.nspname) || '.' || c.oprname || ')'
                                from pg_operator c join pg_namespace z on z.oid = c.oprnamespace where c.oid = o.oprnegate), '')
                   || case o.oprrest::oid when 0 then '' else ', restrict = ' || o.oprrest::text end
                   || case o.oprjoin::oid when 0 then '' else ', join = ' || o.oprjoin::text end
                   || case when o.oprcanhash then ', hashes' else '' end || case when o.oprcanmerge then ', merges' else '' end || ')',
               {NoDetail}
        from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
        where o.oprcode <> 0 and {Own}
        """;

    // Operators and functions of a class or family, in the order of their numbers.
    private static string Items(string owner) =>
        $"""
            (select string_agg(x.item, E',\n    ' order by x.rank, x.number, x.item)
             from (
                 select 0 as rank, m.amopstrategy as number,
                        'operator ' || m.amopstrategy || ' ' || m.amopopr::regoperator::text
                            || case m.amopsortfamily when 0 then ''
                                    else (select ' for order by ' || quote_ident(z.nspname) || '.' || quote_ident(s.opfname)
                                          from pg_opfamily s join pg_namespace z on z.oid = s.opfnamespace where s.oid = m.amopsortfamily) end
                            as item
                 from pg_depend d join pg_amop m on m.oid = d.objid
                 where d.classid = 'pg_amop'::regclass and d.refclassid = {owner} and d.deptype <> 'e'
                 union all
                 select 1, m.amprocnum,
                        'function ' || m.amprocnum || ' (' || format_type(m.amproclefttype, null) || ', '
                            || format_type(m.amprocrighttype, null) || ') ' || m.amproc::oid::regprocedure::text
                 from pg_depend d join pg_amproc m on m.oid = d.objid
                 where d.classid = 'pg_amproc'::regclass and d.refclassid = {owner} and d.deptype <> 'e'
             ) x)
            """;

    private static readonly string OperatorFamilies = $"""
        select o.tableoid::bigint, o.oid::bigint,
               'create operator family ' || {Name("o.opfname")} || ' using ' || quote_ident(m.amname)
                   || coalesce(
                       E';\nalter operator family ' || {Name("o.opfname")} || ' using ' || quote_ident(m.amname) || E' add\n    '
                           || {Items("o.tableoid and d.refobjid = o.oid")}, ''), {NoDetail}
        from pg_opfamily o join pg_namespace n on n.oid = o.opfnamespace join pg_am m on m.oid = o.opfmethod
        where {Own}
        """;

    private static readonly string OperatorClasses = $"""
        select o.tableoid::bigint, o.oid::bigint,
               'create operator class ' || {Name("o.opcname")} || E'\n    ' || case when o.opcdefault then 'default ' else '' end
                   || 'for type ' || format_type(o.opcintype, null) || ' using ' || quote_ident(m.amname)
                   || ' family ' || case z.nspname when 'public' then '' else quote_ident(z.nspname) || '.' end || quote_ident(f.opfname)
                   || E' as\n    '
                   || concat_ws(E',\n    ', case o.opckeytype when 0 then null else 'storage ' || format_type(o.opckeytype, null) end,
                          {Items("o.tableoid and d.refobjid = o.oid")},
                          case when o.opckeytype = 0 and not exists (select from pg_depend d where d.refclassid = o.tableoid
                              and d.refobjid = o.oid and d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)) then 'storage ' || format_type(o.opcintype, null) end), {NoDetail}
        from pg_opclass o
        join pg_namespace n on n.oid = o.opcnamespace
        join pg_am m on m.oid = o.opcmethod
        join pg_opfamily f on f.oid = o.opcfamily
        join pg_namespace z on z.oid = f.opfnamespace
        where {Own}
        """;

    private const string Casts = $"""
        select c.tableoid::bigint, c.oid::bigint,
               'create cast (' || format_type(c.castsource, null) || ' as ' || format_type(c.casttarget, null) || ')'
                   || case c.castmethod when 'b' then ' without function' when 'i' then ' with inout'
                           else ' with function ' || c.castfunc::regprocedure::text end
                   || case c.castcontext when 'a' then ' as assignment' when 'i' then ' as implicit' else '' end, {NoDetail}
        from pg_cast c
        where c.oid >= 16384
          and not exists (select from pg_depend d where d.classid = c.tableoid and d.objid = c.oid and d.deptype = 'i')
        """;

    private const string Transforms = $"""
        select t.tableoid::bigint, t.oid::bigint,
               'create transform for ' || format_type(t.trftype, null) || ' language ' || quote_ident(l.lanname) || ' ('
                   || concat_ws(', ', case t.trffromsql::oid when 0 then null else 'from sql with function ' || t.trffromsql::regprocedure end,
                                      case t.trftosql::oid when 0 then null else 'to sql with function ' || t.trftosql::regprocedure end)
                   || ')', {NoDetail}
        from pg_transform t join pg_language l on l.oid = t.trflang
        where t.oid >= 16384
        """;

    private const string AccessMethods = $"""
        select m.tableoid::bigint, m.oid::bigint,
               'create access method ' || quote_ident(m.amname) || ' type ' || case m.amtype when 't' then 'table' else 'index' end
                   || ' handler ' || m.amhandler::text, {NoDetail}
        from pg_am m
        where m.oid >= 16384
        """;
}
