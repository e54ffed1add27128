namespace Dbwright.Model;

/// <summary>Execution plans.</summary>
public interface IPlanReader
{
    /// <summary>The plan of a statement with these parameter values.</summary>
    /// <param name="session">Where.</param>
    /// <param name="statement">Which.</param>
    /// <param name="values">The values of its parameters.</param>
    /// <param name="run">Whether it is run, so that the plan has actual figures; what it changes is undone.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<PlanNode> ReadAsync(
        ISession session,
        Statement statement,
        IReadOnlyList<object?> values,
        bool run,
        CancellationToken cancellation
    );
}
