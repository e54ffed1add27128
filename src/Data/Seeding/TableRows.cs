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
    private int[] written = [];
    private RowSolver? solver;
    private IReadOnlyList<RowKey> keys = [];
    private IReadOnlyList<EarlierRows> earlier = [];

    public TableRows(Table table, long rows, Creation creation)
    {
        Table = table;
        Rows = rows;
        Creation = creation;
    }

    /// <inheritdoc />
    public Table Table { get; }

    /// <inheritdoc />
    public Sequence<string> Columns { get; private set; } = [];

    /// <inheritdoc />
    public long Rows { get; set; }

    /// <summary>When the rows come into being.</summary>
    public Creation Creation { get; }

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
        if (solver is null && keys.Count == 0 && earlier.Count == 0)
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

        var seen = keys.Select(_ => new HashSet<ulong>()).ToArray();
        var frame = new RowFrame(Table.Columns.Count);
        for (long row = 0; row < Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Place(frame, row, seen, tries))
            {
                return Rows = row;
            }
        }

        return Rows;
    }

    /// <summary>The key that has been in the way most often while preparing, for the failure.</summary>
    public string Obstacle { get; private set; } = "";

    /// <inheritdoc />
    public void Write(long row, IRowSink sink)
    {
        if (kept.Table != this)
        {
            kept = (this, new RowFrame(Table.Columns.Count));
        }

        var frame = kept.Frame;
        Fill(frame, row);
        foreach (var column in written)
        {
            Values.Write(frame.Values[column], sink);
        }
    }

    /// <summary>The value of a column in a row.</summary>
    public object? ValueOf(long row, int column)
    {
        if (closures[column] is not { } needed)
        {
            // Rows refer to rows of the same table: a frame of its own keeps the one in the making untouched.
            var own = new RowFrame(Table.Columns.Count);
            Fill(own, row);
            return own.Values[column];
        }

        if (needed is [CellStep { Cell: IdentityCell }])
        {
            return row + 1;
        }

        var frame = new RowFrame(Table.Columns.Count) { Row = row };
        foreach (var step in needed)
        {
            step.Fill(frame);
        }

        return frame.Values[column];
    }

    private void Fill(RowFrame frame, long row)
    {
        if (!attempts.TryGetValue(row, out var attempt))
        {
            attempt = 0;
        }

        for (var last = attempt + 10_000; attempt < last; attempt++)
        {
            if (Try(frame, row, attempt))
            {
                return;
            }
        }

        throw Failure.Because(
            ExitStatus.BadInput,
            "no-row-found",
            FormattableString.Invariant($"{Table.Name}: no values were found for row {row} that satisfy every constraint."),
            solver?.Obstacle ?? "A required reference has no row that agrees with the others.",
            solver?.Remedy
        );
    }

    private bool Try(RowFrame frame, long row, uint attempt)
    {
        frame.Row = row;
        frame.Attempt = attempt;
        solver?.Begin(frame);
        foreach (var step in steps)
        {
            if (!step.Fill(frame))
            {
                return false;
            }
        }

        return solver is null || solver.Holds(frame);
    }

    private bool Place(RowFrame frame, long row, HashSet<ulong>[] seen, int tries)
    {
        var hashes = new ulong?[keys.Count];
        for (uint attempt = 0; attempt < tries; attempt++)
        {
            if (!Try(frame, row, attempt))
            {
                continue;
            }

            var free = true;
            for (var i = 0; i < keys.Count && free; i++)
            {
                hashes[i] = keys[i].Hash(frame);
                if (hashes[i] is { } hash && seen[i].Contains(hash))
                {
                    free = false;
                    Obstacle = keys[i].Name;
                }
            }

            if (!free)
            {
                continue;
            }

            for (var i = 0; i < keys.Count; i++)
            {
                if (hashes[i] is { } hash)
                {
                    seen[i].Add(hash);
                }
            }

            foreach (var index in earlier)
            {
                index.Add(frame);
            }

            if (attempt > 0)
            {
                attempts[row] = attempt;
            }

            return true;
        }

        return false;
    }

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

/// <summary>A unique key that is kept by drawing again: the hash of its values, or none where it does not apply to the row.</summary>
/// <param name="Name">The constraint or index.</param>
/// <param name="Hash">The hash of a row's values.</param>
internal sealed record RowKey(string Name, Func<RowFrame, ulong?> Hash);
