namespace Dbwright.Model;

/// <summary>Planner statistics and sizes.</summary>
public interface IStatistics
{
    /// <summary>Brings the planner's statistics (and visibility maps) up to date.</summary>
    Task AnalyzeAsync(ISession session, CancellationToken cancellation);

    /// <summary>The size of every secondary index in bytes, by name; empty where the engine cannot tell.</summary>
    Task<IReadOnlyDictionary<string, long>> IndexSizesAsync(ISession session, CancellationToken cancellation);

    /// <summary>
    /// About how many rows the tables have, by the engine's own estimates and without reading large tables; tables of which nothing is
    /// known are left out.
    /// </summary>
    Task<IReadOnlyDictionary<QualifiedName, long>> RowsAsync(ISession session, CancellationToken cancellation);

    /// <summary>The bytes that each table takes with its indexes; empty where the engine cannot tell.</summary>
    Task<IReadOnlyDictionary<QualifiedName, long>> SizesAsync(ISession session, CancellationToken cancellation);

    /// <summary>Reads the tables and indexes once, so that figures are about a warm cache.</summary>
    Task WarmAsync(ISession session, CancellationToken cancellation);

    /// <summary>
    /// Writes to disk what is still only in memory, so that measured writes do not wait for the flushing of earlier ones.
    /// </summary>
    /// <param name="session">An administrator's session.</param>
    /// <param name="cancellation">Stops it.</param>
    Task SettleAsync(ISession session, CancellationToken cancellation);
}
