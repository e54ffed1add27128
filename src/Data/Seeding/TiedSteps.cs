namespace Dbwright.Data;

/// <summary>A column whose ranks go together with those of another one of the row.</summary>
/// <param name="cell">The column's cell.</param>
/// <param name="inner">Its usual step.</param>
/// <param name="with">The other column, by position.</param>
/// <param name="coefficient">The coefficient of rank correlation (Spearman), -1 to 1.</param>
/// <param name="sample">What the other column's values are like.</param>
/// <param name="salt">The column's own draws.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal sealed class CorrelatedStep(
    ShapedCell cell,
    RowStep inner,
    int with,
    double coefficient,
    ValueSample sample,
    ulong salt,
    RowSolver? solver
) : ColumnStep(solver)
{
    // Between two normal variables the rank correlation is 6/π·asin(r/2).
    private readonly double together = 2 * Sine(Math.PI * coefficient / 6);

    /// <inheritdoc />
    public override NumberCell? Number => cell;

    /// <inheritdoc />
    public override object? Draw(RowFrame frame, uint attempt)
    {
        if (inner.Draw(frame, attempt) is not { } usual || frame.Values[with] is not { } other)
        {
            return inner.Draw(frame, attempt);
        }

        var draw = Mixer.At(salt ^ 0x7469656474696564, frame.Row, attempt);
        if (sample.Share(other, draw) is not { } share)
        {
            return usual;
        }

        var own = ValueSample.Deviate(Mixer.Unit(Mixer.Next(draw)));
        var place = together * ValueSample.Deviate(share) + Math.Sqrt(Math.Max(0, 1 - together * together)) * own;
        var unit = Math.Clamp(Real.NormalShare(place), 0, 0.9999999999);
        cell.Form.Write(cell.At((ulong)(unit * 18446744073709549568.0), cell.Low, cell.High), frame.Single);
        return frame.Single.Value;
    }

    // By its series, which gives the same digits on every machine.
    private static double Sine(double x)
    {
        double term = x,
            sum = x;
        for (var n = 1; n < 12; n++)
        {
            term *= -x * x / (2 * n * (2 * n + 1));
            sum += term;
        }

        return sum;
    }
}

/// <summary>A column that others of the row determine: the same values there give the same value here.</summary>
/// <param name="inner">What gives the values, by a number that stands for those of the others.</param>
/// <param name="on">The columns that determine it, by position.</param>
/// <param name="rows">How many different numbers there are.</param>
/// <param name="given">The values for a value of the other column, as the engine reads them; none where nothing is given.</param>
/// <param name="salt">The column's own draws.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal sealed class DependentStep(
    RowStep inner,
    int[] on,
    long rows,
    IReadOnlyDictionary<string, object?[]>? given,
    ulong salt,
    RowSolver? solver
) : ColumnStep(solver)
{
    /// <inheritdoc />
    public override NumberCell? Number => inner.Number;

    /// <inheritdoc />
    public override object? Draw(RowFrame frame, uint attempt)
    {
        if (given is not null)
        {
            return frame.Values[on[0]] is { } value && given.TryGetValue(Values.Text(value), out var values)
                ? values[Mixer.Below(Mixer.At(salt, frame.Row, attempt), values.Length)]
                : null;
        }

        var hash = salt;
        foreach (var column in on)
        {
            hash = Mixer.Combine(hash, ValueHash.Of(frame.Values[column]));
        }

        var (row, ordinal) = (frame.Row, frame.Ordinal);
        frame.Row = frame.Ordinal = Mixer.Below(hash, rows);
        try
        {
            return inner.Draw(frame, 0);
        }
        finally
        {
            (frame.Row, frame.Ordinal) = (row, ordinal);
        }
    }
}

/// <summary>A column with a number of different values, each of which many rows have.</summary>
/// <param name="inner">What gives the values, by the number of each.</param>
/// <param name="pool">The numbers of the values.</param>
/// <param name="ranks">How frequent each is.</param>
/// <param name="nulls">When there is no value.</param>
/// <param name="salt">The column's own draws.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal sealed class PooledStep(RowStep inner, Func<long, long> pool, Ranks ranks, Nulls? nulls, ulong salt, RowSolver? solver)
    : ColumnStep(solver)
{
    /// <inheritdoc />
    public override NumberCell? Number => inner.Number;

    /// <inheritdoc />
    public override object? Draw(RowFrame frame, uint attempt)
    {
        if (nulls is not null && nulls.At(frame.Row, attempt))
        {
            return null;
        }

        var (row, ordinal) = (frame.Row, frame.Ordinal);
        frame.Row = frame.Ordinal = pool(ranks.At(Mixer.At(salt ^ 0x706F6F6C, row, attempt)));
        try
        {
            return inner.Draw(frame, 0);
        }
        finally
        {
            (frame.Row, frame.Ordinal) = (row, ordinal);
        }
    }
}
