using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The rows of many catalogue queries, asked for in one go: who waits for a query gets its rows while the server works on the next ones.
/// </summary>
internal sealed class PostgreSqlCatalogueRows(IReadOnlyList<string> queries)
{
    private readonly Dictionary<string, TaskCompletionSource<IReadOnlyList<object?[]>>> results = queries.ToDictionary(
        query => query,
        _ => new TaskCompletionSource<IReadOnlyList<object?[]>>(),
        StringComparer.Ordinal
    );

    /// <summary>The rows of one of the queries, once they are there: it waits for them.</summary>
    /// <exception cref="EngineException">The server refused this query or one before it.</exception>
    public IReadOnlyList<object?[]> Of(string query) => results[query].Task.GetAwaiter().GetResult();

    /// <summary>Asks all queries. Never fails itself: who waits for rows is told.</summary>
    public void Read(PostgreSqlSession session, CancellationToken cancellation)
    {
        try
        {
            var read = 0;
            foreach (var rows in session.QueryAll(queries, cancellation))
            {
                results[queries[read++]].SetResult(rows);
            }
        }
        catch (Exception e) when (e is EngineException or InvalidCastException or OperationCanceledException)
        {
            foreach (var result in results.Values)
            {
                _ = e is OperationCanceledException ? result.TrySetCanceled(cancellation) : result.TrySetException(e);
            }
        }
    }
}
