using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What a database has and the inspector leaves out, as findings.</summary>
internal static class PostgreSqlUnread
{
    private const string Own = PostgreSqlObjectCatalogue.Own;

    // what, name, why
    private const string Query = $"""
        select 'type', quote_ident(n.nspname) || '.' || quote_ident(t.typname),
               case when t.typisdefined then 'Base types are made of functions in C, which are not part of a schema.'
                    else 'It is only announced, not defined.' end
        from pg_type t
        join pg_namespace n on n.oid = t.typnamespace
        where t.typtype in ('b', 'p') and {Own} and not exists (select from pg_type e where e.typarray = t.oid)
          and not exists (select from pg_depend d where d.classid = t.tableoid and d.objid = t.oid and d.deptype = 'e')
        union all
        select 'subscription', quote_ident(s.subname), 'Its connection may hold a password.'
        from pg_subscription s join pg_database d on d.oid = s.subdbid
        where d.datname = current_database()
        union all
        select 'option of the user mapping', m.usename || ' on ' || m.srvname || ': ' || o.option_name,
               'What may be a secret is not read.'
        from pg_user_mappings m
        cross join lateral pg_options_to_table(m.umoptions) o
        where o.option_name ~* 'pass|secret|token|key|credential'
        union all
        select 'options of the user mapping', m.usename || ' on ' || m.srvname, 'The connected role may not read them.'
        from pg_user_mappings m
        where m.umoptions is null and m.srvid in (select s.oid from pg_foreign_server s where not pg_has_role(s.srvowner, 'usage'))
        union all
        select 'parent of the foreign table', c.oid::regclass::text, 'Foreign tables are read as tables of their own.'
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'f' and {Own} and exists (select from pg_inherits i where i.inhrelid = c.oid)
        union all
        select 'trigger of the foreign table', g.tgrelid::regclass::text || ': ' || quote_ident(g.tgname), 'Triggers of foreign tables are not read.'
        from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'f' and not g.tgisinternal and {Own}
        union all
        select 'security label', coalesce(i.identity, l.objoid::text), 'Labels belong to modules of the server.'
        from pg_seclabel l cross join lateral pg_identify_object(l.classoid, l.objoid, l.objsubid) i
        union all
        select 'large object', m.oid::text, 'It is data, not a part of the schema.'
        from pg_largeobject_metadata m
        union all
        select 'right', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ': ' || lower(a.privilege_type),
               'It was granted by ' || pg_get_userbyid(a.grantor) || ', who is not the owner; it is read as granted by the owner.'
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        cross join lateral aclexplode(c.relacl) a
        where {Own} and c.relacl is not null and a.grantor <> c.relowner
        order by 1, 2
        """;

    /// <summary>The findings, one for each object or right.</summary>
    public static Sequence<Finding> Read(PostgreSqlSession session, CancellationToken cancellation)
    {
        var rows = session.QueryAll([Query], cancellation).Single();
        return rows.Select(row => new Finding("object-not-read", Severity.Warning, $"The {row[0]} {row[1]} is not read.")
            {
                Detail = (string)row[2]!,
                Subject = (string)row[1]!,
            })
            .ToSequence();
    }
}
