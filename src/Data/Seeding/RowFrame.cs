using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A row in the making: what its steps have given so far.</summary>
internal sealed class RowFrame(int columns)
{
    /// <summary>The number from which the row's values are drawn.</summary>
    public long Row { get; set; }

    /// <summary>Its place in the table; another than its number only where rows are added to others whose keys were in the way.</summary>
    public long Ordinal { get; set; }

    /// <summary>Which attempt this is; further ones draw anew.</summary>
    public uint Attempt { get; set; }

    /// <summary>The values so far, by the column's position in the table.</summary>
    public object?[] Values { get; } = new object?[columns];

    /// <summary>Which way of satisfying the checks the attempt takes.</summary>
    public int Branch { get; set; }

    /// <summary>Takes values of cells.</summary>
    public SingleValue Single { get; } = new();
}

/// <summary>Gives the values of one column, or of the columns of one reference.</summary>
internal abstract class RowStep
{
    /// <summary>The columns it gives, by position.</summary>
    public required int[] Columns { get; init; }

    /// <summary>The columns that it alone gives, by position; others of a reference are given by another one.</summary>
    public virtual IEnumerable<int> Gives => Columns;

    /// <summary>The columns that must have been given before.</summary>
    public int[] Needs { get; init; } = [];

    /// <summary>Whether further attempts give the same value: keys and unique values.</summary>
    public bool IsSteady { get; init; }

    /// <summary>Gives the values.</summary>
    /// <returns>Whether there are any; otherwise the attempt has failed.</returns>
    public abstract bool Fill(RowFrame frame);

    /// <summary>Whether it gives one column that depends on nothing else of the row, and always succeeds.</summary>
    public virtual bool IsAlone => false;

    /// <summary>Gives the value of a step that is alone to a sink, without making anything of it.</summary>
    public virtual void Write(RowFrame frame, IRowSink sink) =>
        throw new InvalidOperationException("The value needs the rest of its row.");

    /// <summary>The usual value of a single column.</summary>
    public virtual object? Draw(RowFrame frame, uint attempt) => frame.Values[Columns[0]];

    /// <summary>The cell behind a single column, where it draws numbers.</summary>
    public virtual NumberCell? Number => null;
}

/// <summary>A single column: its usual value, unless the checks demand another.</summary>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal abstract class ColumnStep(RowSolver? solver) : RowStep
{
    /// <summary>Whether checks are about the column.</summary>
    protected bool IsManaged => solver?.Manages(Columns[0]) == true;

    public sealed override bool Fill(RowFrame frame)
    {
        if (solver is not null)
        {
            return solver.Fit(frame, this);
        }

        frame.Values[Columns[0]] = Draw(frame, frame.Attempt);
        return true;
    }
}

/// <summary>A column whose values come from a cell.</summary>
/// <param name="cell">The cell.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
/// <param name="shift">What is added to row numbers that are values: the first rows of the table are numbered already.</param>
internal sealed class CellStep(Cell cell, RowSolver? solver, long shift = 0) : ColumnStep(solver)
{
    /// <summary>The cell.</summary>
    public Cell Cell => cell;

    public override NumberCell? Number { get; } = cell as NumberCell;

    public override bool IsAlone => !IsManaged && Needs.Length == 0;

    public override void Write(RowFrame frame, IRowSink sink) =>
        cell.Write(cell is IdentityCell ? frame.Ordinal + shift : frame.Row, frame.Attempt, sink);

    public override object? Draw(RowFrame frame, uint attempt)
    {
        cell.Write(cell is IdentityCell ? frame.Ordinal + shift : frame.Row, attempt, frame.Single);
        return frame.Single.Value;
    }
}

/// <summary>A column whose values come from its type alone.</summary>
internal sealed class MakerStep(ValueMaker maker, ulong salt, Nulls? nulls, RowSolver? solver) : ColumnStep(solver)
{
    public override object? Draw(RowFrame frame, uint attempt)
    {
        attempt = IsSteady ? 0 : attempt;
        return nulls is not null && nulls.At(frame.Row, attempt) ? null : maker(Mixer.At(salt, frame.Row, attempt));
    }
}

/// <summary>The columns of a foreign key: the key of a parent row.</summary>
internal sealed class ReferenceStep(
    ParentChoice choice,
    TableRows parent,
    int[] parentColumns,
    int[] given,
    KeyIndex? index,
    bool mayBeNull,
    bool[] nullable,
    ulong salt,
    RowSolver? solver
) : RowStep
{
    private const uint Redraws = 64;

    public override IEnumerable<int> Gives => Columns.Where((_, i) => !given.Contains(i));

    public override bool IsAlone =>
        index is null
        && Columns.Length == 1
        && (mayBeNull || choice is DrawnParent or DigitParent)
        && solver?.Manages(Columns[0]) != true;

    public override void Write(RowFrame frame, IRowSink sink)
    {
        var number = choice.Parent(Place(frame), frame.Attempt);
        if (number < 0)
        {
            sink.Null();
        }
        else
        {
            parent.Write(number, parentColumns[0], sink);
        }
    }

    public override bool Fill(RowFrame frame)
    {
        var mustBeNull = default(bool?);
        if (solver is not null)
        {
            for (var i = 0; i < Columns.Length; i++)
            {
                if (!given.Contains(i) && nullable[i])
                {
                    mustBeNull = solver.Null(frame, Columns[i]) ?? mustBeNull;
                }
            }
        }

        return (mustBeNull == true ? Clear(frame) : Choose(frame, mustBeNull == false))
            && (solver is null || solver.Completes(frame, Columns[^1]));
    }

    // Those that hand out parents one by one go by places.
    private long Place(RowFrame frame) => choice.ByPlace ? frame.Ordinal : frame.Row;

    private bool Choose(RowFrame frame, bool isRequired)
    {
        if (index is not null)
        {
            return FillShared(frame, isRequired);
        }

        var number = choice.Parent(Place(frame), frame.Attempt);
        for (uint again = 1; isRequired && number < 0 && again < Redraws; again++)
        {
            number = choice.Redrawn
                ? choice.Parent(Place(frame), frame.Attempt + again * 7919)
                : Mixer.Below(Mixer.At(salt, frame.Row, frame.Attempt), parent.Rows);
        }

        if (number < 0)
        {
            return mayBeNull && !isRequired && Clear(frame);
        }

        for (var i = 0; i < Columns.Length; i++)
        {
            frame.Values[Columns[i]] = parent.ValueOf(number, parentColumns[i]);
        }

        return true;
    }

    // Some of the columns belong to another reference that has chosen already: the parent is one of those that agree.
    private bool FillShared(RowFrame frame, bool isRequired)
    {
        foreach (var position in given)
        {
            if (frame.Values[Columns[position]] is null)
            {
                return Clear(frame);
            }
        }

        if (mayBeNull && !isRequired && given.Length < Columns.Length && choice.Parent(Place(frame), frame.Attempt) < 0)
        {
            return Clear(frame);
        }

        var draw = Mixer.At(salt, frame.Row, frame.Attempt);
        if (index!.Find(frame, Columns, given, draw) is not { } key)
        {
            return mayBeNull && !isRequired && given.Length < Columns.Length && Clear(frame);
        }

        for (var i = 0; i < Columns.Length; i++)
        {
            if (!given.Contains(i))
            {
                frame.Values[Columns[i]] = key(i);
            }
        }

        return true;
    }

    private bool Clear(RowFrame frame)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (!given.Contains(i))
            {
                frame.Values[Columns[i]] = nullable[i]
                    ? null
                    : parent.ValueOf(Mixer.Below(Mixer.At(salt, frame.Row, frame.Attempt), parent.Rows), parentColumns[i]);
            }
        }

        return true;
    }
}

/// <summary>Finds parent rows by some of their key columns.</summary>
internal abstract class KeyIndex
{
    /// <summary>The key of one of the rows that agree with the frame, by the position in the reference; none when there is no such row.</summary>
    public abstract Func<int, object?>? Find(RowFrame frame, int[] own, int[] given, ulong draw);

    /// <summary>The hash of what the frame gives.</summary>
    protected static ulong Hash(RowFrame frame, int[] own, int[] given)
    {
        var hash = 0UL;
        foreach (var position in given)
        {
            hash = Mixer.Combine(hash, ValueHash.Of(frame.Values[own[position]]));
        }

        return hash;
    }
}

/// <summary>The rows of another table; read when first asked.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its key columns, in the order of the reference.</param>
/// <param name="given">Which of them are looked for.</param>
internal sealed class ParentIndex(TableRows table, int[] columns, int[] given) : KeyIndex
{
    private readonly Lock gate = new();
    private Dictionary<ulong, List<long>>? rows;

    public override Func<int, object?>? Find(RowFrame frame, int[] own, int[] given, ulong draw)
    {
        if (!Rows().TryGetValue(Hash(frame, own, given), out var found))
        {
            return null;
        }

        var row = found[Mixer.Below(draw, found.Count)];
        return i => table.ValueOf(row, columns[i]);
    }

    private Dictionary<ulong, List<long>> Rows()
    {
        lock (gate)
        {
            if (rows is not null)
            {
                return rows;
            }

            var found = new Dictionary<ulong, List<long>>();
            for (long row = 0; row < table.Rows; row++)
            {
                var hash = 0UL;
                foreach (var position in given)
                {
                    hash = Mixer.Combine(hash, ValueHash.Of(table.ValueOf(row, columns[position])));
                }

                if (!found.TryGetValue(hash, out var list))
                {
                    found[hash] = list = [];
                }

                list.Add(row);
            }

            return rows = found;
        }
    }
}

/// <summary>The rows before one in the same table; filled while the table is prepared, row after row.</summary>
/// <param name="columns">The referenced columns, in the order of the reference.</param>
/// <param name="given">Which of them are looked for.</param>
internal sealed class EarlierRows(int[] columns, int[] given) : KeyIndex
{
    private readonly Dictionary<ulong, List<(long Row, object?[] Key)>> rows = [];

    /// <summary>Takes a row that is settled.</summary>
    public void Add(RowFrame frame)
    {
        var hash = Hash(frame, columns, given);
        if (!rows.TryGetValue(hash, out var list))
        {
            rows[hash] = list = [];
        }

        list.Add((frame.Ordinal, [.. columns.Select(c => frame.Values[c])]));
    }

    public override Func<int, object?>? Find(RowFrame frame, int[] own, int[] given, ulong draw)
    {
        if (!rows.TryGetValue(Hash(frame, own, given), out var found))
        {
            return null;
        }

        // Only rows before this one, whenever it is asked.
        int low = 0,
            high = found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (found[middle].Row < frame.Ordinal)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0)
        {
            return null;
        }

        var key = found[Mixer.Below(draw, low)].Key;
        return i => key[i];
    }
}

/// <summary>Hashes of values, alike on every machine.</summary>
internal static class ValueHash
{
    /// <summary>The hash of a value; equal values have equal hashes.</summary>
    public static ulong Of(object? value) =>
        value switch
        {
            null => 0x6E756C6C,
            long number => Mixer.Mix((ulong)number),
            bool truth => truth ? 1UL : 2UL,
            string text => Mixer.Of(text),
            decimal number when number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue => Mixer.Mix(
                (ulong)(long)number
            ),
            decimal number => Mixer.Of(number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture)),
            DateTime moment => Mixer.Mix((ulong)moment.Ticks),
            DateOnly date => Mixer.Mix((ulong)date.DayNumber),
            _ => Mixer.Of(Values.Text(value)),
        };
}
