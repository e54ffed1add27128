using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Execution plans of SQLite, from EXPLAIN QUERY PLAN. It tells neither estimated nor actual rows, so running the statement would add
/// nothing and it is never run.
/// </summary>
public sealed class SqlitePlanReader : IPlanReader
{
    /// <inheritdoc />
    public async Task<PlanNode> ReadAsync(
        ISession session,
        Statement statement,
        IReadOnlyList<object?> values,
        bool run,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync($"explain query plan {statement.Sql}", values, cancellation);
        var schema = await new SqliteInspector().ReadAsync(session, cancellation);
        var automatic = await session.QueryAsync(
            """
            select m.name, i.name, c.name
            from sqlite_master as m, pragma_index_list(m.name) as i, pragma_index_info(i.name) as c
            where m.type = 'table' and i.origin in ('u', 'pk')
            order by m.name, i.name, c.seqno
            """,
            [],
            cancellation
        );
        var relations = new SqliteRelations(
            schema,
            statement.Sql,
            automatic
                .GroupBy(a => (string)a[1]!, StringComparer.Ordinal)
                .ToDictionary(
                    i => i.Key,
                    i => ((string)i.First()[0]!, i.Select(c => (string)c[2]!).ToArray()),
                    StringComparer.Ordinal
                )
        );
        return new SqlitePlanTree(rows, relations).Read(statement.Sql);
    }
}
