using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The rows of one table of any schema.</summary>
internal sealed class TableRows : IRowSource
{
    // A row is written without making anything new but its values.
    [ThreadStatic]
    private static (TableRows Table, RowFrame Frame) kept;

    private readonly Dictionary<long, uint> attempts = [];
    private RowStep[] steps = [];
    private RowStep[]?[] closures = [];
    private RowStep[] joint = [];
    private RowStep?[] alone = [];
    private int[] written = [];
    private RowSolver? solver;
    private IReadOnlyList<RowKey> keys = [];
    private IReadOnlyList<EarlierRows> earlier = [];
    private List<long>? numbers;

    public TableRows(Table table, long rows, Creation creation, HeldRows? held = null)
    {
        Table = table;
        Columns = table.Columns.Where(c => c.Generated is null).Select(c => c.Name).ToSequence();
        Held = held is { Count: > 0 } ? held : null;
        First = Held?.Count ?? 0;
        Rows = Math.Max(rows, First);
        Creation = creation;
    }

    /// <inheritdoc />
    public Table Table { get; }

    /// <inheritdoc />
    public Sequence<string> Columns { get; private set; }

    /// <inheritdoc />
    public long Rows { get; set; }

    /// <summary>The rows that the table holds already, or none.</summary>
    public HeldRows? Held { get; }

    /// <summary>The first row that is made: how many there are already.</summary>
    public long First { get; }

    /// <summary>When the rows come into being.</summary>
    public Creation Creation { get; }

    /// <summary>The position of a column.</summary>
    public int Position(string column)
    {
        for (var i = 0; i < Table.Columns.Count; i++)
        {
            if (Table.Columns[i].Name == column)
            {
                return i;
            }
        }

        throw new ArgumentException(column, nameof(column));
    }

    /// <summary>Takes the steps that make a row.</summary>
    /// <param name="order">The steps, each after those whose columns it needs.</param>
    /// <param name="checks">What makes rows satisfy the checks, or none.</param>
    /// <param name="unique">The keys that are kept apart by drawing again.</param>
    /// <param name="settled">What learns of every row once it is settled.</param>
    public void Complete(
        IReadOnlyList<RowStep> order,
        RowSolver? checks,
        IReadOnlyList<RowKey> unique,
        IReadOnlyList<EarlierRows> settled
    )
    {
        earlier = settled;
        steps = [.. order];
        solver = checks;
        keys = unique;
        var columns = steps.SelectMany(s => s.Columns).Distinct().Order().ToArray();
        written = columns;
        Columns = columns.Select(c => Table.Columns[c].Name).ToSequence();
        closures = new RowStep[]?[Table.Columns.Count];
        Part();
        if (solver is null)
        {
            foreach (var column in columns)
            {
                closures[column] = Closure(column);
            }
        }
    }

    /// <summary>Finds, row after row, the attempts in which no two rows share a key. Nothing to do where no key needs it.</summary>
    /// <returns>How many rows there can be; fewer than asked for when drawing again found no further ones.</returns>
    public long Prepare(int tries, CancellationToken cancellation)
    {
        if (keys.Count == 0 && earlier.Count == 0)
        {
            return Rows;
        }

        var search = new RowSearch(this, keys, earlier, tries);
        search.Begin();
        long? number = First;
        for (var row = First; row < Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            number = search.Place(row, number!.Value);
            if (number is null)
            {
                Obstacle = search.Obstacle;
                Shortage = NotFound(row);
                return Rows = row;
            }

            if (numbers is null && number != row)
            {
                numbers = [];
                for (var before = First; before < row; before++)
                {
                    numbers.Add(before);
                }
            }

            numbers?.Add(number.Value);
            number++;
        }

        return Rows;
    }

    /// <summary>Notes the attempt that gives the row of a number its values.</summary>
    public void Settle(long number, uint attempt) => attempts[number] = attempt;

    /// <summary>The key that has been in the way most often while preparing, for the failure.</summary>
    public string Obstacle { get; private set; } = "";

    /// <summary>Why there are fewer rows than asked for, where preparing found no more.</summary>
    public Failure? Shortage { get; private set; }

    /// <inheritdoc />
    public void Write(long row, IRowSink sink)
    {
        if (kept.Table != this)
        {
            kept = (this, new RowFrame(Table.Columns.Count));
        }

        var frame = kept.Frame;
        frame.Ordinal = row;
        Fill(frame, NumberOf(row), joint);
        foreach (var column in written)
        {
            if (alone[column] is { } step)
            {
                step.Write(frame, sink);
            }
            else
            {
                Values.Write(frame.Values[column], sink);
            }
        }
    }

    /// <summary>Gives the value of a column in a row to a sink.</summary>
    public void Write(long row, int column, IRowSink sink)
    {
        if (First == 0 && numbers is null && closures[column] is [CellStep only] && (only.IsSteady || attempts.Count == 0))
        {
            only.Cell.Write(row, 0, sink);
        }
        else
        {
            Values.Write(ValueOf(row, column), sink);
        }
    }

    /// <summary>The value of a column in a row.</summary>
    public object? ValueOf(long row, int column)
    {
        if (row < First)
        {
            return Held!.Value(row, Table.Columns[column].Name);
        }

        // Rows refer to rows of the same table: a frame of its own keeps the one in the making untouched.
        var frame = new RowFrame(Table.Columns.Count) { Ordinal = row };
        if (closures[column] is not { } needed)
        {
            Fill(frame, NumberOf(row), steps);
            return frame.Values[column];
        }

        if (First == 0 && needed is [CellStep { Cell: IdentityCell }])
        {
            return row + 1;
        }

        frame.Row = NumberOf(row);
        frame.Attempt = attempts.GetValueOrDefault(frame.Row);
        foreach (var step in needed)
        {
            step.Fill(frame);
        }

        return frame.Values[column];
    }

    /// <summary>Gives a row its values in one attempt.</summary>
    /// <param name="frame">The row; its place is there.</param>
    /// <param name="number">The number from which values are drawn.</param>
    /// <param name="attempt">The attempt.</param>
    /// <returns>Whether there are values that satisfy the checks.</returns>
    public bool Try(RowFrame frame, long number, uint attempt) => Try(frame, number, attempt, steps);

    private bool Try(RowFrame frame, long number, uint attempt, RowStep[] through)
    {
        frame.Row = number;
        frame.Attempt = attempt;
        solver?.Begin(frame);
        foreach (var step in through)
        {
            if (!step.Fill(frame))
            {
                return false;
            }
        }

        return solver is null || solver.Holds(frame);
    }

    private long NumberOf(long row) => numbers is null ? row : numbers[(int)(row - First)];

    // What depends on nothing else is written without being kept; keys among it are found without the rest of their row.
    private void Part()
    {
        var needed = steps.SelectMany(s => s.Needs).ToHashSet();
        alone = new RowStep?[Table.Columns.Count];
        foreach (var step in steps.Where(s => s.IsAlone && !needed.Contains(s.Columns[0])))
        {
            alone[step.Columns[0]] = step;
        }

        joint = [.. steps.Where(s => !alone.Contains(s))];
        foreach (var step in steps.OfType<CellStep>().Where(s => s.IsAlone && s.IsSteady))
        {
            closures[step.Columns[0]] = [step];
        }
    }

    private void Fill(RowFrame frame, long row, RowStep[] through)
    {
        if (!attempts.TryGetValue(row, out var attempt))
        {
            attempt = 0;
        }

        for (var last = attempt + 10_000; attempt < last; attempt++)
        {
            if (Try(frame, row, attempt, through))
            {
                return;
            }
        }

        throw NotFound(row);
    }

    private Failure NotFound(long row) =>
        Failure.Because(
            ExitStatus.BadInput,
            "no-row-found",
            FormattableString.Invariant($"{Table.Name}: no values were found for row {row} that satisfy every constraint."),
            solver?.Obstacle ?? "A required reference has no row that agrees with the others.",
            solver?.Remedy
        );

    private RowStep[] Closure(int column)
    {
        var needed = new HashSet<int> { column };
        var chosen = new List<RowStep>();
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            if (steps[i].Gives.Any(needed.Contains))
            {
                chosen.Insert(0, steps[i]);
                needed.UnionWith(steps[i].Needs);
            }
        }

        return [.. chosen];
    }
}

/// <summary>A unique key that is kept by looking at its values: their hash, or none where it does not apply to the row.</summary>
/// <param name="Name">The constraint or index.</param>
/// <param name="Hash">The hash of a row's values.</param>
/// <param name="IsSteady">
/// Whether drawing again gives the same values: rows made here never share them, but rows that were there before may have them.
/// </param>
internal sealed record RowKey(string Name, Func<RowFrame, ulong?> Hash, bool IsSteady = false);
