namespace Dbwright.Engines;

/// <summary>The queries for what is no table, one for each kind.</summary>
internal sealed class MariaDbObjectCatalogue(bool isMariaDb)
{
    /// <summary>Kind, name, type of the result and its collation, body, deterministic, access to data, security, SQL mode, comment, definer.</summary>
    public const string Routines = """
        select routine_type, routine_name, dtd_identifier, collation_name, routine_definition, is_deterministic, sql_data_access,
               security_type, sql_mode, routine_comment, definer
        from information_schema.routines
        where routine_schema = database() and routine_type in ('FUNCTION', 'PROCEDURE')
        order by routine_type, routine_name
        """;

    /// <summary>Kind and name of the routine, mode, name, type and collation of its parameters.</summary>
    public const string Parameters = """
        select routine_type, specific_name, parameter_mode, parameter_name, dtd_identifier, collation_name
        from information_schema.parameters
        where specific_schema = database() and ordinal_position > 0
        order by routine_type, specific_name, ordinal_position
        """;

    /// <summary>
    /// Name, when it happens once, number and unit of the interval, start (none when it is the moment in which the event was made), end,
    /// status, what happens at its end, body, SQL mode, time zone, comment, definer.
    /// </summary>
    public const string Events = """
        select event_name, date_format(execute_at, '%Y-%m-%d %H:%i:%s'), interval_value, interval_field,
               if(abs(timestampdiff(second, starts, created)) <= 1, null, date_format(starts, '%Y-%m-%d %H:%i:%s')),
               date_format(ends, '%Y-%m-%d %H:%i:%s'), status, on_completion, event_definition, sql_mode, time_zone, event_comment,
               definer
        from information_schema.events
        where event_schema = database()
        order by event_name
        """;

    /// <summary>Name, query, check option, security, algorithm, definer.</summary>
    public string Views =>
        $"""
            select table_name, view_definition, check_option, security_type, {(isMariaDb ? "algorithm" : "'UNDEFINED'")}, definer
            from information_schema.views
            where table_schema = database()
            order by table_name
            """;
}
