using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A limit that another cell of the row puts on a number.</summary>
/// <param name="Cell">The other cell; where it is null there is no limit.</param>
/// <param name="Offset">What is added to its number.</param>
internal readonly record struct Bound(NumberCell Cell, long Offset);

/// <summary>Values drawn as 64-bit numbers: whole numbers, scaled decimals, moments, choices.</summary>
internal abstract class NumberCell(NumberForm form, Nulls? nulls) : Cell
{
    private Bound[] lower = [];
    private Bound[] upper = [];

    /// <summary>The physical form.</summary>
    public NumberForm Form => form;

    /// <summary>The least number, from the type and the rules.</summary>
    public long Low { get; set; } = long.MinValue;

    /// <summary>The greatest number.</summary>
    public long High { get; set; } = long.MaxValue;

    /// <summary>Whether the number can follow limits; keys and unique values cannot.</summary>
    public virtual bool Yields => true;

    /// <summary>When the value is null.</summary>
    public Nulls? Nulls => nulls;

    /// <summary>The cells that this one depends on.</summary>
    public virtual IEnumerable<NumberCell> Dependencies => lower.Concat(upper).Select(b => b.Cell);

    /// <summary>Makes the number at least another cell's plus an offset.</summary>
    public void AtLeast(NumberCell cell, long offset) => lower = [.. lower, new(cell, offset)];

    /// <summary>Makes the number at most another cell's plus an offset.</summary>
    public void AtMost(NumberCell cell, long offset) => upper = [.. upper, new(cell, offset)];

    /// <summary>The number of a row whose value is not null.</summary>
    public long Number(long row, uint attempt)
    {
        long low = Low,
            high = High;
        foreach (var bound in lower)
        {
            if (!bound.Cell.IsNull(row, attempt))
            {
                low = Math.Max(low, bound.Cell.Number(row, attempt) + bound.Offset);
            }
        }

        foreach (var bound in upper)
        {
            if (!bound.Cell.IsNull(row, attempt))
            {
                high = Math.Min(high, bound.Cell.Number(row, attempt) + bound.Offset);
            }
        }

        return Draw(row, attempt, low, high);
    }

    /// <summary>A number between the limits, both included; where they cross, a rule is left to further attempts.</summary>
    protected abstract long Draw(long row, uint attempt, long low, long high);

    public sealed override bool IsNull(long row, uint attempt) => nulls is not null && nulls.At(row, attempt);

    public sealed override void Write(long row, uint attempt, IRowSink sink)
    {
        if (nulls is not null && nulls.At(row, attempt))
        {
            sink.Null();
        }
        else
        {
            form.Write(Number(row, attempt), sink);
        }
    }

    public sealed override Scalar Logical(long row, uint attempt) =>
        IsNull(row, attempt) ? Scalar.Null : form.Logical(Number(row, attempt));
}

/// <summary>The row's number + 1: identity columns.</summary>
internal sealed class IdentityCell(NumberForm form) : NumberCell(form, null)
{
    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) => row + 1;
}

/// <summary>Numbers that no two rows share: a digit of a permutation.</summary>
internal sealed class DigitCell(NumberForm form, Nulls? nulls, Digit digit, long[]? values) : NumberCell(form, nulls)
{
    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) =>
        values is null ? Low + digit.At(row) : values[digit.At(row)];
}

/// <summary>How numbers are spread over their range.</summary>
internal enum Spread
{
    /// <summary>Evenly.</summary>
    Even,

    /// <summary>Small ones are more frequent.</summary>
    Small,

    /// <summary>The smallest are by far the most frequent.</summary>
    Few,
}

/// <summary>Independent draws from a range.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="form">The physical form.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="spread">How they spread when no distribution is given.</param>
/// <param name="distribution">A distribution of the numbers, or none.</param>
internal sealed class DrawnCell(ulong salt, NumberForm form, Nulls? nulls, Spread spread, Quantiles? distribution)
    : NumberCell(form, nulls)
{
    private ulong usualThreshold;
    private long usual;

    /// <summary>The only numbers allowed, or none for the whole range.</summary>
    public long[]? Values { get; set; }

    /// <summary>Every drawn number is a multiple of this.</summary>
    public long Step { get; init; } = 1;

    /// <summary>Makes one number far more frequent than the others.</summary>
    public void Prefer(long number, double share)
    {
        usual = number;
        usualThreshold = Mixer.Threshold(share);
    }

    protected override long Draw(long row, uint attempt, long low, long high)
    {
        var draw = Mixer.At(salt, row, attempt);
        if (usualThreshold != 0 && Mixer.Mix(draw ^ salt) < usualThreshold && usual >= low && usual <= high)
        {
            return usual;
        }

        if (Values is not null)
        {
            return Choose(draw, low, high);
        }

        if (high <= low)
        {
            return low;
        }

        var room = (ulong)high - (ulong)low + 1;
        var size = room == 0 || room > long.MaxValue ? long.MaxValue : (long)room;
        if (distribution is not null)
        {
            var number = (long)distribution.At(draw);
            number -= Step > 1 && number > Step ? number % Step : 0;
            return number >= low && number <= high
                ? number
                : low + Mixer.Below(draw, Math.Min(size, Math.Max(1000, Math.Abs(low))));
        }

        if (spread == Spread.Even)
        {
            return low + Mixer.Below(draw, size);
        }

        var unit = Mixer.Unit(draw);
        var share = unit * unit;
        share = spread == Spread.Few ? share * share * share : share;
        return low + Math.Min(size - 1, (long)(size * share));
    }

    private long Choose(ulong draw, long low, long high)
    {
        var start = distribution is null ? Mixer.Below(draw, Values!.Length) : (int)distribution.Rank(draw, Values!.Length);
        for (var i = 0; i < Values.Length; i++)
        {
            var number = Values[(start + i) % Values.Length];
            if (number >= low && number <= high)
            {
                return number;
            }
        }

        return Values[start];
    }
}

/// <summary>The result of an expression over other columns of the row: <c>total = quantity * price</c>.</summary>
internal sealed class ComputedCell(NumberForm form, Nulls? nulls, RuleEvaluator expression, NumberCell[] operands)
    : NumberCell(form, nulls)
{
    public override IEnumerable<NumberCell> Dependencies => operands;

    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) =>
        Form.Number(expression.Evaluate(row, attempt), false) ?? 0;
}

/// <summary>A property of the place that the row's address lies in, as its position in the list of places.</summary>
internal sealed class PlaceCell(Locale locale, ulong place, NumberForm form, Nulls? nulls) : NumberCell(form, nulls)
{
    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) => locale.Country(place, row);
}
