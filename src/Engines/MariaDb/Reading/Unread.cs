using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What a database has and the inspector leaves out, as findings.</summary>
internal static class MariaDbUnread
{
    private const string Self = "concat('''', replace(current_user(), '@', '''@'''), '''')";

    private const string Tables = """
            union select grantee from information_schema.table_privileges where table_schema = database()
            union select grantee from information_schema.column_privileges where table_schema = database()
        """;

    // What, of what, why; for all servers. Which rights come with a role, its member cannot ask. Rights on tables are here only where the
    // account may not read whose they are.
    private static string Common(bool readsRights) =>
        $"""
            select case when routine_definition is null then 'body of the ' else '' end as what,
                   concat(lower(routine_type), ' ', routine_name) as name,
                   case when routine_definition is null then 'The connected account may not read it.'
                        when routine_type like 'PACKAGE%' then 'Packages are not read.'
                        else 'Routines in the words of Oracle are not read.' end as why
            from information_schema.routines
            where routine_schema = database()
              and (routine_definition is null or routine_type like 'PACKAGE%' or find_in_set('ORACLE', sql_mode) > 0)
            union all
            select 'query of the ', concat('view ', table_name), 'The connected account may not read it.'
            from information_schema.views
            where table_schema = database() and view_definition = ''
            union all
            select 'connection of the ', concat('table ', table_name), 'It may hold a password.'
            from information_schema.tables
            where table_schema = database() and engine in ('FEDERATED', 'CONNECT', 'SPIDER')
            union all
            select 'rights of ', grantee, '{(
                readsRights
                    ? "Rights on whole databases belong to the server."
                    : "The connected account may not read mysql.tables_priv."
            )}'
            from (
                select distinct grantee from information_schema.schema_privileges where table_schema = database()
                {(readsRights ? "" : Tables)}
            ) g
            where grantee <> {Self}
            union all
            select p.what, '', concat('The connected account has no right ', p.privilege, ' on the database; what it may see is read.')
            from (
                select 'triggers' as what, 'TRIGGER' as privilege union all select 'events', 'EVENT' union all select 'routines', 'EXECUTE'
            ) p
            where not exists (
                    select 1 from information_schema.user_privileges u where u.privilege_type = p.privilege and u.grantee = {Self}
                )
              and not exists (
                    select 1 from information_schema.schema_privileges s
                    where s.privilege_type = p.privilege and s.grantee = {Self} and database() like s.table_schema
                )
              and not exists (select 1 from information_schema.enabled_roles where role_name is not null)
            """;

    /// <summary>The findings.</summary>
    public static async Task<Sequence<Finding>> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var readsRights = await MariaDbRightReader.CanReadAsync(session, cancellation);
        var rows = await session.QueryAsync($"{Common(readsRights)}\norder by 2, 1", [], cancellation);
        return [.. rows.Select(row => Finding($"{row[0]}{row[1]}", (string)row[1]!, (string)row[2]!))];
    }

    private static Finding Finding(string what, string subject, string why) =>
        new("object-not-read", Severity.Warning, $"The {what} {(IsPlural(what) ? "are" : "is")} not read.")
        {
            Detail = why,
            Subject = subject.Length > 0 ? subject : what,
        };

    private static bool IsPlural(string what) =>
        what is "triggers" or "events" or "routines" || what.StartsWith("rights ", StringComparison.Ordinal);
}
