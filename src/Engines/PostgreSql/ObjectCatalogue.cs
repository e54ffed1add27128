namespace Dbwright.Engines;

/// <summary>
/// The catalogue queries about objects whatever their kind. Catalogues are named by their numbers; objects of the server's own have numbers
/// below 16384.
/// </summary>
internal static class PostgreSqlObjectCatalogue
{
    /// <summary>The condition on a namespace <c>n</c> that may hold objects of the schema.</summary>
    public const string Own = "n.nspname <> 'information_schema' and n.nspname !~ '^pg_'";

    /// <summary>
    /// catalogue, number, kind, schema, name, part, owner (none where it is the database's owner or nobody's), of everything that an
    /// object can be called by
    /// </summary>
    public const string Identities = $"""
        with told as (
            select objoid from pg_description where objoid >= 16384
        ), needed as (
            select refobjid from pg_depend where objid >= 16384 and refobjid >= 16384 and refobjsubid = 0 and deptype in ('n', 'a', 'e')
        ), relation as (
            select c.tableoid, c.oid, c.relkind, n.nspname, c.relname, c.relowner
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where {Own} and c.relkind <> 't'
        ), named as (
            select n.tableoid, n.oid, 'Schema' as kind, '' as space, n.nspname::text as name, '' as part,
                   case when n.nspname <> 'public' or n.nspowner <> 10 and n.nspowner::regrole::text <> 'pg_database_owner'
                        then n.nspowner end as owner
            from pg_namespace n where {Own}
            union all
            select c.tableoid, c.oid,
                   case c.relkind when 'v' then 'View' when 'm' then 'MaterializedView' when 'S' then 'Sequence'
                        when 'f' then 'ForeignTable' when 'c' then 'Type' else 'Table' end,
                   c.nspname, c.relname, '',
                   case when c.relkind <> 'S' or not exists (
                        select from pg_depend d where d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype in ('a', 'i')
                            and d.refobjsubid > 0)
                        then c.relowner end
            from relation c
            where c.relkind not in ('i', 'I')
              and not (c.relkind = 'S' and exists (
                  select from pg_depend d where d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype = 'i'))
            union all
            select c.tableoid, c.oid, 'ColumnSequence', t.nspname, t.relname, a.attname, null
            from relation c
            join pg_depend d on d.classid = 1259 and d.objid = c.oid and d.refclassid = 1259 and d.deptype = 'i'
            join relation t on t.oid = d.refobjid
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where c.relkind = 'S'
            union all
            select c.tableoid, c.oid, case when k.oid is null then 'Index' else 'Constraint' end,
                   c.nspname, case when k.oid is null then c.relname else t.relname end, coalesce(k.conname, ''), null
            from relation c
            join pg_index i on i.indexrelid = c.oid
            join relation t on t.oid = i.indrelid
            left join pg_constraint k on k.conindid = c.oid and k.contype in ('p', 'u', 'x')
            where c.relkind in ('i', 'I') and c.oid in (select objoid from told union all select refobjid from needed)
            union all
            select k.tableoid, k.oid, 'Constraint', t.nspname, t.relname, k.conname, null
            from pg_constraint k join relation t on t.oid = k.conrelid
            where k.contype <> 't'
            union all
            select k.tableoid, k.oid, 'Constraint', n.nspname, t.typname, k.conname, null
            from pg_constraint k join pg_type t on t.oid = k.contypid join pg_namespace n on n.oid = t.typnamespace
            where {Own}
            union all
            select g.tableoid, g.oid, case when k.oid is null then 'Trigger' else 'Constraint' end, t.nspname, t.relname,
                   coalesce(k.conname, g.tgname), null
            from pg_trigger g
            join relation t on t.oid = g.tgrelid
            left join pg_constraint k on k.oid = g.tgconstraint and k.contype <> 't'
            where not g.tgisinternal or k.oid is not null and g.oid in (
                select objoid from told union all select refobjid from needed union all
                select objid from pg_depend where classid = 'pg_trigger'::regclass and objid >= 16384 and deptype in ('n', 'a', 'e'))
            union all
            select p.tableoid, p.oid, 'Policy', t.nspname, t.relname, p.polname, null
            from pg_policy p join relation t on t.oid = p.polrelid
            union all
            select r.tableoid, r.oid, 'Rule', t.nspname, t.relname, r.rulename, null
            from pg_rewrite r join relation t on t.oid = r.ev_class
            where not (r.rulename = '_RETURN' and t.relkind in ('v', 'm'))
            union all
            select t.tableoid, t.oid, case t.typtype when 'd' then 'Domain' else 'Type' end, n.nspname, t.typname, '', t.typowner
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where {Own} and t.typtype in ('b', 'd', 'e', 'r', 'p')
              and not exists (select from pg_type e where e.typarray = t.oid)
            union all
            select p.tableoid, p.oid, case p.prokind when 'p' then 'Procedure' when 'a' then 'Aggregate' else 'Function' end,
                   case when n.nspname = 'public' and not pg_function_is_visible(p.oid) then 'public.' else n.nspname end, p.proname,
                   case p.prokind
                        when 'a' then coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*')
                        else array_to_string(array(
                            select format_type(a.type, null) from unnest(p.proargtypes) with ordinality a (type, place) order by a.place
                        ), ', ') end,
                   case when not exists (
                        select from pg_depend d where d.classid = 1255 and d.objid = p.oid and d.deptype = 'i')
                        then p.proowner end
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where {Own}
            union all
            select o.tableoid, o.oid, 'Operator', n.nspname, o.oprname,
                   case o.oprleft when 0 then 'none' else format_type(o.oprleft, null) end || ', ' ||
                   case o.oprright when 0 then 'none' else format_type(o.oprright, null) end,
                   o.oprowner
            from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
            where {Own}
            union all
            select o.tableoid, o.oid, 'OperatorClass', n.nspname, o.opcname, m.amname, null
            from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace join pg_am m on m.oid = o.opcmethod
            where {Own}
            union all
            select o.tableoid, o.oid, 'OperatorFamily', n.nspname, o.opfname, m.amname, null
            from pg_opfamily o join pg_namespace n on n.oid = o.opfnamespace join pg_am m on m.oid = o.opfmethod
            where {Own}
            union all
            select c.tableoid, c.oid, 'Collation', n.nspname, c.collname, '', c.collowner
            from pg_collation c join pg_namespace n on n.oid = c.collnamespace
            where {Own}
            union all
            select c.tableoid, c.oid, 'Conversion', n.nspname, c.conname, '', c.conowner
            from pg_conversion c join pg_namespace n on n.oid = c.connamespace
            where {Own}
            union all
            select c.tableoid, c.oid, 'Cast', '', format_type(c.castsource, null), format_type(c.casttarget, null), null
            from pg_cast c
            union all
            select p.tableoid, p.oid, 'TextSearchParser', n.nspname, p.prsname, '', null
            from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
            where {Own}
            union all
            select p.tableoid, p.oid, 'TextSearchTemplate', n.nspname, p.tmplname, '', null
            from pg_ts_template p join pg_namespace n on n.oid = p.tmplnamespace
            where {Own}
            union all
            select p.tableoid, p.oid, 'TextSearchDictionary', n.nspname, p.dictname, '', p.dictowner
            from pg_ts_dict p join pg_namespace n on n.oid = p.dictnamespace
            where {Own}
            union all
            select p.tableoid, p.oid, 'TextSearchConfiguration', n.nspname, p.cfgname, '', p.cfgowner
            from pg_ts_config p join pg_namespace n on n.oid = p.cfgnamespace
            where {Own}
            union all
            select s.tableoid, s.oid, 'Statistics', n.nspname, s.stxname, '', s.stxowner
            from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
            where {Own}
            union all
            select l.tableoid, l.oid, 'Language', '', l.lanname, '', null from pg_language l
            union all
            select t.tableoid, t.oid, 'Transform', '', format_type(t.trftype, null), l.lanname, null
            from pg_transform t join pg_language l on l.oid = t.trflang
            union all
            select m.tableoid, m.oid, 'AccessMethod', '', m.amname, '', null from pg_am m
            union all
            select e.tableoid, e.oid, 'Extension', '', e.extname, '', null from pg_extension e
            union all
            select e.tableoid, e.oid, 'EventTrigger', '', e.evtname, '', null from pg_event_trigger e
            union all
            select p.tableoid, p.oid, 'Publication', '', p.pubname, '', p.pubowner from pg_publication p
            union all
            select w.tableoid, w.oid, 'ForeignDataWrapper', '', w.fdwname, '', null from pg_foreign_data_wrapper w
            union all
            select s.tableoid, s.oid, 'ForeignServer', '', s.srvname, '', s.srvowner from pg_foreign_server s
        )
        select n.tableoid::bigint, n.oid::bigint, n.kind, n.space, n.name, n.part,
               case when n.owner <> d.datdba then pg_get_userbyid(n.owner)::text end
        from named n
        join pg_database d on d.datname = current_database()
        where n.oid >= 16384 or n.kind = 'Schema'
        """;

    /// <summary>catalogue and number of what is only a side of an object, and those of the object</summary>
    public const string Sides = """
        select tableoid::bigint, oid::bigint, 1259::bigint, typrelid::bigint, 0 from pg_type where typrelid <> 0 and oid >= 16384
        union all
        select a.tableoid::bigint, a.oid::bigint, t.tableoid::bigint, t.oid::bigint, 0
        from pg_type t join pg_type a on a.oid = t.typarray where a.oid >= 16384
        union all
        select d.tableoid::bigint, d.oid::bigint, 1259, d.adrelid::bigint, d.adnum::int from pg_attrdef d
        union all
        select r.tableoid::bigint, r.oid::bigint, 1259, r.ev_class::bigint, 0 from pg_rewrite r
        where r.rulename = '_RETURN' and r.oid >= 16384
        union all
        select d.classid::bigint, d.objid::bigint, d.refclassid::bigint, d.refobjid::bigint, 0
        from pg_depend d
        where d.objid >= 16384 and (
            d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass) and d.refclassid in ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
                and (d.deptype in ('i', 'a'))
            or d.deptype = 'i' and d.classid = 'pg_type'::regclass and d.refclassid = 'pg_type'::regclass)
        union all
        select tableoid::bigint, oid::bigint, 'pg_publication'::regclass::bigint, prpubid::bigint, 0 from pg_publication_rel
        """;

    /// <summary>
    /// dependent (catalogue, number, part) and what it needs (the same), and the way of needing; without what is most of a large schema
    /// and says nothing new: that indexes and sequences need their columns, and constraints theirs
    /// </summary>
    public const string Dependencies = """
        select d.classid::bigint, d.objid::bigint, d.objsubid, d.refclassid::bigint, d.refobjid::bigint, d.refobjsubid, d.deptype::text
        from pg_depend d
        where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a', 'e')
          and not (d.classid = 1259 and d.refclassid = 1259 and d.deptype = 'a')
          and not (d.classid = 2606 and d.refclassid = 1259 and d.refobjsubid > 0)
        """;

    /// <summary>catalogue, number, part, text</summary>
    public const string Comments = """
        select d.classoid::bigint, d.objoid::bigint, d.objsubid, d.description
        from pg_description d
        where (d.objoid >= 16384
               or d.classoid = 'pg_namespace'::regclass and d.objoid = 2200 and d.description <> 'standard public schema')
          and not exists (
              select from pg_extension e join pg_available_extensions a on a.name = e.extname
              where d.classoid = e.tableoid and d.objoid = e.oid and a.comment = d.description)
        """;

    /// <summary>type, number, name of every column of composite types; those of tables and views come with the tables</summary>
    public const string ColumnNames = $"""
        select c.oid::bigint, a.attnum, a.attname::text
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        where a.attnum > 0 and not a.attisdropped and c.relkind = 'c' and {Own}
        """;

    /// <summary>
    /// catalogue, number, part, role, right, may pass it on, whether it was taken away: where rights differ from those at the making of the
    /// object
    /// </summary>
    public const string Rights = """
        with holder as (
            select tableoid, oid, 0 as part, nspacl as acl, 'n'::"char" as kind, nspowner as owner from pg_namespace
            union all
            select tableoid, oid, 0, relacl, case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner from pg_class
            union all
            select c.tableoid, c.oid, a.attnum, a.attacl, 'c'::"char", c.relowner from pg_attribute a join pg_class c on c.oid = a.attrelid
            where a.attacl is not null
            union all
            select tableoid, oid, 0, proacl, 'f'::"char", proowner from pg_proc
            union all
            select tableoid, oid, 0, typacl, 'T'::"char", typowner from pg_type
            union all
            select tableoid, oid, 0, lanacl, 'l'::"char", lanowner from pg_language
            union all
            select tableoid, oid, 0, fdwacl, 'F'::"char", fdwowner from pg_foreign_data_wrapper
            union all
            select tableoid, oid, 0, srvacl, 'S'::"char", srvowner from pg_foreign_server
        ), held as (
            select h.tableoid, h.oid, h.part, h.acl,
                   coalesce(
                       (select p.initprivs from pg_init_privs p
                        where p.classoid = h.tableoid and p.objoid = h.oid and p.objsubid = h.part and p.privtype = 'i'),
                       acldefault(h.kind, h.owner)) as base
            from holder h
            where h.acl is not null and (h.oid >= 16384 or h.kind = 'n' and h.oid = 2200)
        )
        select h.tableoid::bigint, h.oid::bigint, h.part, e.role, lower(e.privilege), e.grantable, e.taken
        from held h
        cross join lateral (
            select case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee)::text end as role,
                   x.privilege_type as privilege, bool_or(x.is_grantable) as grantable, false as taken
            from aclexplode(h.acl) x
            where not exists (
                select from aclexplode(h.base) b
                where b.grantee = x.grantee and b.privilege_type = x.privilege_type and b.is_grantable >= x.is_grantable)
            group by x.grantee, x.privilege_type
            union all
            select distinct case b.grantee when 0 then 'public' else pg_get_userbyid(b.grantee)::text end, b.privilege_type, false, true
            from aclexplode(h.base) b
            where not exists (
                select from aclexplode(h.acl) x where x.grantee = b.grantee and x.privilege_type = b.privilege_type)
        ) e
        """;

    /// <summary>number, role, schema, kind of object, statements</summary>
    public const string DefaultPrivileges = """
        with held as (
            select d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, d.defaclacl as acl,
                   case d.defaclnamespace when 0
                        then acldefault(case d.defaclobjtype when 'S' then 's'::"char" else d.defaclobjtype end, d.defaclrole)
                        end as base,
                   case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
                        when 'n' then 'schemas' else 'large objects' end as kind,
                   'alter default privileges for role ' || quote_ident(pg_get_userbyid(d.defaclrole))
                       || case d.defaclnamespace when 0 then '' else ' in schema ' || d.defaclnamespace::regnamespace::text end as start
            from pg_default_acl d
        )
        select h.oid::bigint, pg_get_userbyid(h.defaclrole)::text,
               coalesce((select n.nspname::text from pg_namespace n where n.oid = h.defaclnamespace), ''), h.kind,
               string_agg(
                   h.start || case when e.taken then ' revoke ' else ' grant ' end || e.privileges || ' on ' || h.kind
                       || case when e.taken then ' from ' else ' to ' end || e.role || case when e.grantable then ' with grant option' else '' end,
                   E';\n' order by e.taken desc, e.role, e.grantable)
        from held h
        cross join lateral (
            select x.role, x.grantable, x.taken, string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as privileges
            from (
                select case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end as role, a.privilege_type,
                       bool_or(a.is_grantable) as grantable, false as taken
                from aclexplode(h.acl) a
                where not exists (
                    select from aclexplode(h.base) b
                    where b.grantee = a.grantee and b.privilege_type = a.privilege_type and b.is_grantable >= a.is_grantable)
                group by a.grantee, a.privilege_type
                union all
                select distinct case b.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(b.grantee)) end, b.privilege_type, false,
                       true
                from aclexplode(h.base) b
                where not exists (
                    select from aclexplode(h.acl) a where a.grantee = b.grantee and a.privilege_type = b.privilege_type)
            ) x
            group by x.role, x.grantable, x.taken
        ) e
        group by h.oid, h.defaclrole, h.defaclnamespace, h.kind
        """;
}
