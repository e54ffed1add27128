using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// Where a row's value lies among all values of its column, as a share of them. Over all rows the shares are an even grid, so that every value
/// gets as many rows as its weight says and none is left out. Of every 1024 rows as many lie where their number says as the correlation
/// demands, and the others anywhere among each other.
/// </summary>
internal sealed class Placement
{
    private const long Block = 1024;

    // Odd, so that it spreads the chosen rows over their block.
    private const long Stride = 389;
    private const long Back = 845;
    private readonly ulong salt;
    private readonly long rows;
    private readonly long loose;
    private readonly bool isReversed;
    private readonly Permutation permutation;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="correlation">How far the order of the values is that of the rows: -1 to 1.</param>
    /// <param name="salt">The column's own draws.</param>
    public Placement(long rows, double correlation, ulong salt)
    {
        this.salt = salt;
        this.rows = Math.Max(1, rows);
        isReversed = correlation < 0;
        loose = (long)Math.Round((1 - Math.Min(1, Math.Abs(correlation))) * Block);
        permutation = new Permutation((this.rows + Block - 1) / Block * Math.Max(1, loose), Mixer.Mix(salt));
    }

    /// <summary>
    /// The correlation that statistics show for values in any order when equal ones count as sorted by their rows: the sum of the squares of
    /// their shares. What is above that is order indeed.
    /// </summary>
    /// <param name="observed">What the statistics show.</param>
    /// <param name="shares">The shares of the most frequent values.</param>
    /// <param name="count">How many different values there are.</param>
    public static double Order(double observed, IReadOnlyList<double> shares, long count)
    {
        var given = (int)Math.Min(shares.Count, count);
        var rest = Math.Max(0, 1 - shares.Take(given).Sum());
        var chance = shares.Take(given).Sum(s => s * s) + (count > given ? rest * rest / (count - given) : 0);
        return chance >= 0.999 ? 0
            : observed >= chance ? (observed - chance) / (1 - chance)
            : Math.Max(-1, (observed - chance) / (1 + chance));
    }

    /// <summary>The place of rows whose values are as a rule's statistics say.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="count">How many different values there are.</param>
    /// <param name="salt">The column's own draws.</param>
    public static Placement Of(long rows, ColumnRule rule, long count, ulong salt) =>
        new(rows, Order(rule.Like?.Correlation ?? 0, rule.Weights, count), salt);

    /// <summary>The place of a row as a draw; further attempts give that of a row nearby.</summary>
    public ulong At(long row, uint attempt)
    {
        row += attempt == 0 ? 0 : Mixer.Below(Mixer.At(salt, row, attempt), 2L * attempt + 1) - attempt;
        var inside = (row % rows + rows) % rows;
        var place = Place(inside);
        var share = ((isReversed ? rows - 1 - place : place) + 0.5) / rows;
        return (ulong)(Math.Clamp(share, 0, 0.9999999999) * 18446744073709549568.0);
    }

    private long Place(long row)
    {
        var turn = Turn(row % Block, Stride);
        if (turn >= loose)
        {
            return row;
        }

        // The last block may have fewer rows: places that no row has are passed over.
        var number = row / Block * loose + turn;
        do
        {
            number = permutation.Forward(number);
            row = number / loose * Block + Turn(number % loose, Back);
        } while (row >= rows);

        return row;
    }

    private static long Turn(long place, long by) => place * by % Block;
}

/// <summary>A column of numbers that are as many, as frequent and in such an order as statistics say.</summary>
/// <param name="cell">The column's cell.</param>
/// <param name="placement">Where rows lie.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal sealed class PlacedNumberStep(ShapedCell cell, Placement placement, RowSolver? solver) : ColumnStep(solver)
{
    public override NumberCell? Number => cell;

    public override object? Draw(RowFrame frame, uint attempt)
    {
        if (cell.IsNull(frame.Row, attempt))
        {
            return null;
        }

        cell.Form.Write(cell.At(placement.At(frame.Row, attempt), cell.Low, cell.High), frame.Single);
        return frame.Single.Value;
    }
}

/// <summary>A column of other values that are as many, as frequent and in such an order as statistics say.</summary>
/// <param name="inner">What gives the values, by the number of each.</param>
/// <param name="pool">The numbers of the values, in their order.</param>
/// <param name="ranks">How frequent each is, in that order.</param>
/// <param name="placement">Where rows lie.</param>
/// <param name="width">The average length of texts; 0 where it does not matter.</param>
/// <param name="named">Values that are known, by their rank.</param>
/// <param name="nulls">When there is no value.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
internal sealed class PlacedStep(
    RowStep inner,
    Func<long, long> pool,
    Ranks ranks,
    Placement placement,
    int width,
    IReadOnlyDictionary<long, string> named,
    Nulls? nulls,
    RowSolver? solver
) : ColumnStep(solver)
{
    private const string Filling = " and so on, as the other rows of this table have it too";

    public override object? Draw(RowFrame frame, uint attempt)
    {
        if (nulls is not null && nulls.At(frame.Row, attempt))
        {
            return null;
        }

        var rank = ranks.At(placement.At(frame.Row, attempt));
        if (named.TryGetValue(rank, out var known))
        {
            return known;
        }

        var (row, ordinal) = (frame.Row, frame.Ordinal);
        frame.Row = frame.Ordinal = pool(rank);
        try
        {
            var value = inner.Draw(frame, 0);
            return value is string text && text.Length < width ? Filled(text) : value;
        }
        finally
        {
            (frame.Row, frame.Ordinal) = (row, ordinal);
        }
    }

    private string Filled(string text)
    {
        var filled = new System.Text.StringBuilder(text, width);
        while (filled.Length < width)
        {
            filled.Append(Filling, 0, Math.Min(Filling.Length, width - filled.Length));
        }

        // A space at the end is not seen by every comparison.
        if (filled[^1] == ' ')
        {
            filled[^1] = '.';
        }

        return filled.ToString();
    }
}

/// <summary>Parents as popular, and children in such an order of them, as statistics say.</summary>
/// <param name="ranks">How popular the parents that have children are, in their order.</param>
/// <param name="parents">How many parents there are.</param>
/// <param name="placement">Where children lie.</param>
/// <param name="salt">The reference's own draws.</param>
/// <param name="nullThreshold">Draws below it are null.</param>
internal sealed class PlacedParent(Ranks ranks, long parents, Placement placement, ulong salt, ulong nullThreshold) : ParentChoice
{
    public override bool IsTimeless => true;

    public override bool Redrawn => true;

    public override long Parent(long row, uint attempt) =>
        nullThreshold != 0 && Mixer.At(salt, row, attempt) < nullThreshold
            ? None
            : (long)((UInt128)ranks.At(placement.At(row, attempt)) * (UInt128)parents / (UInt128)ranks.Count);
}
