using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A compiled table: one cell for each column it writes.</summary>
internal sealed class TablePlan : IRowSource
{
    private readonly Cell[] cells;
    private readonly RowRules rules;

    public TablePlan(Table table, Sequence<string> columns, Cell[] cells, long rows, Creation creation, RowRules rules)
    {
        Table = table;
        Columns = columns;
        Rows = rows;
        Creation = creation;
        this.cells = cells;
        this.rules = rules;
        rules.Verify(rows);
    }

    /// <inheritdoc />
    public Table Table { get; }

    /// <inheritdoc />
    public Sequence<string> Columns { get; }

    /// <inheritdoc />
    public long Rows { get; }

    /// <summary>What its data was asked to look like.</summary>
    public required TableProfile Profile { get; init; }

    /// <summary>When its rows come into being.</summary>
    public Creation Creation { get; }

    /// <inheritdoc />
    public void Write(long row, IRowSink sink)
    {
        var attempt = rules.Attempt(row);
        foreach (var cell in cells)
        {
            cell.Write(row, attempt, sink);
        }
    }

    /// <summary>The cell of a column.</summary>
    /// <exception cref="Failure">The table writes no such column (<see cref="ExitStatus.BadInput"/>).</exception>
    public Cell Cell(string column)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (Columns[i] == column)
            {
                return cells[i];
            }
        }

        throw Failure.Because(
            ExitStatus.BadInput,
            "column-without-values",
            $"{Table.Name}.{column} has no generated values.",
            $"The columns that have are {string.Join(", ", Columns)}."
        );
    }

    /// <summary>The value of a column in a row, boxed.</summary>
    public object? Value(string column, long row)
    {
        var value = new SingleValue();
        Cell(column).Write(row, rules.Attempt(row), value);
        return value.Value;
    }
}
