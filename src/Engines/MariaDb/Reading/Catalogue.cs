namespace Dbwright.Engines;

/// <summary>
/// The queries over <c>information_schema</c>, one for each kind of object. MySQL has no sequences, no column for what is computed, and
/// keeps conditions apart from their tables.
/// </summary>
internal sealed class MariaDbCatalogue(bool isMariaDb)
{
    /// <summary>Name, type, engine, collation, comment.</summary>
    public const string Tables = """
        select table_name, table_type, engine, table_collation, table_comment
        from information_schema.tables
        where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')
        order by table_name
        """;

    /// <summary>Table, constraint, column, referenced schema, table and column, on delete, on update.</summary>
    public const string ForeignKeys = """
        select k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema, k.referenced_table_name,
               k.referenced_column_name, r.delete_rule, r.update_rule
        from information_schema.key_column_usage k
        join information_schema.referential_constraints r
            on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
        where k.constraint_schema = database() and k.referenced_table_name is not null
        order by k.table_name, k.constraint_name, k.ordinal_position
        """;

    /// <summary>Table, name, timing, event, action, place among those of its moment, SQL mode, definer.</summary>
    public const string Triggers = """
        select event_object_table, trigger_name, action_timing, event_manipulation, action_statement, action_order, sql_mode,
               definer
        from information_schema.triggers
        where trigger_schema = database()
        order by event_object_table, action_timing, event_manipulation, action_order
        """;

    /// <summary>Table, column, type, nullable, default, extra, whether computed, expression, collation, comment.</summary>
    public string Columns =>
        $"""
            select table_name, column_name, column_type, is_nullable, column_default, extra,
                   {(isMariaDb ? "is_generated" : "if(generation_expression = '', 'NEVER', 'ALWAYS')")}, generation_expression,
                   collation_name, column_comment
            from information_schema.columns
            where table_schema = database()
            order by table_name, ordinal_position
            """;

    /// <summary>Table, name, level, condition, whether it is enforced.</summary>
    public string Checks =>
        isMariaDb
            ? """
                select table_name, constraint_name, level, check_clause, 'YES'
                from information_schema.check_constraints
                where constraint_schema = database()
                """
            : """
                select t.table_name, t.constraint_name, 'Table', c.check_clause, t.enforced
                from information_schema.table_constraints t
                join information_schema.check_constraints c
                    on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
                where t.constraint_schema = database() and t.constraint_type = 'CHECK'
                """;

    /// <summary>Table, column, spatial reference system.</summary>
    public string References =>
        isMariaDb
            ? "select g_table_name, g_geometry_column, srid from information_schema.geometry_columns where g_table_schema = database() and srid <> 0"
            : "select table_name, column_name, srs_id from information_schema.st_geometry_columns where table_schema = database() and srs_id is not null";
}
