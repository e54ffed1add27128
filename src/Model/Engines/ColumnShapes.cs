namespace Dbwright.Model;

/// <summary>What the planner of a database knows about its data: read from statistics and catalogues alone, never from rows.</summary>
public interface IColumnShapes
{
    /// <summary>What to do where there are none, as a sentence.</summary>
    string HowToGather { get; }

    /// <summary>Reads the shape of every table; those that were never analyzed have no columns.</summary>
    /// <param name="session">A session on the database.</param>
    /// <param name="allows">
    /// Whether the values in the statistics of a column (most common ones, bounds of the histogram) may be read: they come from rows and may be
    /// personal. Without it the statement that is sent does not ask for them.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">The user may not read the statistics (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    Task<Sequence<TableShape>> ReadShapesAsync(
        ISession session,
        Func<QualifiedName, string, bool> allows,
        CancellationToken cancellation
    );
}

/// <summary>The shape of a table's data.</summary>
/// <param name="Table">Which.</param>
/// <param name="Rows">How many rows the planner reckons with.</param>
/// <param name="Columns">Its columns that were analyzed.</param>
public sealed record TableShape(QualifiedName Table, long Rows, Sequence<ColumnShape> Columns);

/// <summary>The shape of a column's values.</summary>
/// <param name="Column">Which.</param>
public sealed record ColumnShape(string Column)
{
    /// <summary>The share of nulls.</summary>
    public double NullShare { get; init; }

    /// <summary>How many different values there are.</summary>
    public double Distinct { get; init; }

    /// <summary>The average number of bytes of a value.</summary>
    public int Width { get; init; }

    /// <summary>How far the order of the values is that of the rows: -1 to 1; 0 where the engine does not know.</summary>
    public double Correlation { get; init; }

    /// <summary>The share of each of the most common values, the greatest first.</summary>
    public Sequence<double> Frequencies { get; init; } = [];

    /// <summary>The most common values as texts; empty unless they may be read.</summary>
    public Sequence<string> Common { get; init; } = [];

    /// <summary>The bounds of a histogram of the other values, each part as frequent as the next; empty unless they may be read.</summary>
    public Sequence<string> Bounds { get; init; } = [];
}
