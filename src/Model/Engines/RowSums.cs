namespace Dbwright.Model;

/// <summary>What stands for the values of one column in all rows of a table.</summary>
/// <param name="Column">The column.</param>
/// <param name="Sum">A sum over the rows of a hash of key and value, whatever their order; equal sums mean equal values.</param>
/// <param name="Values">How many of the values are not null.</param>
public sealed record ColumnSum(string Column, string Sum, long Values);

/// <summary>What stands for the rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">A sum for each column that was asked for.</param>
public sealed record TableSums(QualifiedName Table, long Rows, Sequence<ColumnSum> Columns)
{
    /// <summary>The sum of a column, or none.</summary>
    public ColumnSum? Find(string column) => Columns.FirstOrDefault(c => c.Column == column);
}

/// <summary>Sums over the rows of a table, made where the rows are: two states of a table are compared without moving either.</summary>
public interface IRowSums
{
    /// <summary>Reads the sums of a table.</summary>
    /// <param name="session">A session that may read it.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns by which a row is known; with none, values count whatever row they are in.</param>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">There is no such table or column.</exception>
    Task<TableSums> ReadAsync(
        ISession session,
        QualifiedName table,
        Sequence<string> key,
        Sequence<string> columns,
        CancellationToken cancellation
    );
}
