using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Rights of accounts and roles on tables, columns, views, sequences and routines, from the server's own tables: what
/// <c>information_schema</c> shows is the connected account's only. The server keeps rights on what is gone; those are no part of a schema.
/// </summary>
internal static class MariaDbRightReader
{
    // Kind, object, column, user, host, privileges. A role has no host.
    private const string Query = """
        select 'TABLE', table_name, '', user, host, cast(table_priv as char)
        from mysql.tables_priv where db = database() and table_priv <> ''
        union all
        select 'TABLE', table_name, column_name, user, host, cast(column_priv as char)
        from mysql.columns_priv where db = database() and column_priv <> ''
        union all
        select cast(routine_type as char), routine_name, '', user, host, cast(proc_priv as char)
        from mysql.procs_priv where db = database() and proc_priv <> ''
        """;

    private const string Own = "select current_user()";

    /// <summary>Whether the connected account may read who has which rights.</summary>
    public static async Task<bool> CanReadAsync(ISession session, CancellationToken cancellation)
    {
        try
        {
            _ = await session.QueryAsync($"select count(*) from ({Query}) r", [], cancellation);
            return true;
        }
        catch (EngineException e) when (IsRefused(e))
        {
            return false;
        }
    }

    /// <summary>The schema with the rights on its objects, but for those of the connected account; without any where it may not read them.</summary>
    public static async Task<RelationalSchema> AddAsync(RelationalSchema schema, ISession session, CancellationToken cancellation)
    {
        try
        {
            var own = (string)(await session.QueryAsync(Own, [], cancellation))[0][0]!;
            var rows = await session.QueryAsync(Query, [], cancellation);
            return schema with { Grants = rows.SelectMany(r => Rights(schema, r)).Where(g => g.Role != own).ToSequence() };
        }
        catch (EngineException e) when (IsRefused(e))
        {
            return schema;
        }
    }

    private static IEnumerable<Grant> Rights(RelationalSchema schema, object?[] row)
    {
        var name = QualifiedName.Of((string)row[1]!);
        var (user, host) = ((string)row[3]!, (string)row[4]!);
        return On(schema, (string)row[0]!, name, (string)row[2]!) is { } on
            ? ((string)row[5]!).Split(',').Select(p => new Grant(on, host.Length == 0 ? user : $"{user}@{host}", Word(p)))
            : [];
    }

    private static ObjectId? On(RelationalSchema schema, string kind, QualifiedName name, string column) =>
        kind switch
        {
            "TABLE" when schema.Find(name) is { } table => column.Length == 0 ? new(ObjectKind.Table, name)
            : table.Find(column) is not null ? new(ObjectKind.Column, name, column)
            : null,
            "TABLE" when schema.Views.Any(v => v.Name == name) => column.Length == 0
                ? new(ObjectKind.View, name)
                : new(ObjectKind.Column, name, column),
            "TABLE" when schema.Sequences.Any(s => s.Name == name) => new(ObjectKind.Sequence, name),
            "FUNCTION" when schema.Objects.Any(o => o.Id == new ObjectId(ObjectKind.Aggregate, name)) => new(
                ObjectKind.Aggregate,
                name
            ),
            "FUNCTION" or "PROCEDURE" => schema
                .Routines.FirstOrDefault(r => r.Name == name && (r.Kind == RoutineKind.Procedure) == (kind == "PROCEDURE"))
                ?.Id,
            _ => null,
        };

    // The word of GRANT for that of the server's table.
    private static string Word(string privilege) =>
        privilege.ToLowerInvariant() switch
        {
            "grant" => "grant option",
            "delete versioning rows" => "delete history",
            var word => word,
        };

    private static bool IsRefused(EngineException e) => e.Kind is EngineErrorKind.MissingRight or EngineErrorKind.MissingTable;
}
