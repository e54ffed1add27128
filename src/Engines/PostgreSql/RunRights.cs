using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Rights of PostgreSQL, all asked for in one query of the catalogues.</summary>
internal sealed class PostgreSqlRunRights : IRunRights
{
    private static readonly PostgreSqlNames Names = new();

    // A condition on what is not there is null, and no row.
    private const string Query = """
        select w.n, current_user::text, pg_get_userbyid(coalesce(c.relowner, t.typowner, s.nspowner, d.datdba))::text,
            case when c.oid is not null then c.relname when t.oid is not null then t.typname when s.oid is not null then s.nspname else d.datname end::text
        from (values {0}) as w (n, kind, name)
        left join pg_class c on c.oid = to_regclass(
            case when w.kind in ('own', 'drop', 'trigger', 'references', 'insert', 'update', 'delete', 'truncate') then w.name end)
        left join pg_namespace h on h.oid = c.relnamespace
        left join pg_type t on t.oid = to_regtype(case when w.kind = 'owntype' then w.name end)
        left join pg_namespace s on s.nspname = case w.kind
            when 'ownschema' then w.name::name
            when 'create' then coalesce(nullif(w.name, '')::name, current_schema())
        end
        left join pg_database d on w.kind = 'createschemas' and d.datname = current_database()
        where case w.kind
            when 'own' then not pg_has_role(c.relowner, 'usage')
            when 'drop' then not pg_has_role(c.relowner, 'usage') and not pg_has_role(h.nspowner, 'usage')
            when 'owntype' then not pg_has_role(t.typowner, 'usage')
            when 'ownschema' then not pg_has_role(s.nspowner, 'usage')
            when 'create' then not has_schema_privilege(s.oid, 'create')
            when 'createschemas' then not has_database_privilege(d.oid, 'create')
            when 'trigger' then not has_table_privilege(c.oid, 'trigger')
            when 'references' then not has_any_column_privilege(c.oid, 'references')
            when 'insert' then not has_any_column_privilege(c.oid, 'insert')
            when 'update' then not has_any_column_privilege(c.oid, 'update')
            when 'delete' then not has_table_privilege(c.oid, 'delete')
            when 'truncate' then not has_table_privilege(c.oid, 'truncate')
        end
        order by w.n
        """;

    /// <inheritdoc />
    public bool HasOwners => true;

    /// <inheritdoc />
    public async Task<Sequence<MissingRight>> MissingAsync(
        ISession session,
        Sequence<NeededRight> rights,
        CancellationToken cancellation
    )
    {
        if (rights.Count == 0)
        {
            return [];
        }

        var values = string.Join(
            ", ",
            rights.Select(
                (r, n) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"({n}, '{r.Kind.ToString().ToLowerInvariant()}', {Names.Literal(r.Name)})"
                    )
            )
        );
        var rows = await session.QueryAsync(Query.Replace("{0}", values, StringComparison.Ordinal), [], cancellation);
        return rows.Select(r => new MissingRight(
                rights[Convert.ToInt32(r[0], CultureInfo.InvariantCulture)],
                (string)r[1]!,
                (string)r[2]!,
                (string)r[3]!
            ))
            .ToSequence();
    }
}
