namespace Dbwright.Data;

/// <summary>Numbers that a draw decides alone, a greater one by a greater draw: what others can go together with.</summary>
internal abstract class ShapedCell(ulong salt, NumberForm form, Nulls? nulls) : NumberCell(form, nulls)
{
    /// <summary>The number at a draw.</summary>
    public abstract long At(ulong draw, long low, long high);

    protected override long Draw(long row, uint attempt, long low, long high) => At(Mixer.At(salt, row, attempt), low, high);
}

/// <summary>Numbers of a distribution over a range.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="form">The physical form.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="distribution">The distribution; none for an even one.</param>
internal sealed class SpreadCell(ulong salt, NumberForm form, Nulls? nulls, Quantiles? distribution)
    : ShapedCell(salt, form, nulls)
{
    public override long At(ulong draw, long low, long high)
    {
        if (high <= low)
        {
            return low;
        }

        if (distribution is not null)
        {
            // What another column has cut off is drawn from what is left.
            for (var tries = 0; tries < 8; tries++)
            {
                var number = (long)Math.Floor(distribution.At(draw));
                if (number >= low && number <= high)
                {
                    return number;
                }

                draw = Mixer.Next(draw);
            }
        }

        var room = (ulong)high - (ulong)low + 1;
        return low + Mixer.Below(draw, room == 0 || room > long.MaxValue ? long.MaxValue : (long)room);
    }
}

/// <summary>Numbers of a list, or evenly spaced ones of a range, each as frequent as its rank.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="form">The physical form.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="ranks">How frequent the ranks are.</param>
/// <param name="numberOf">The number of a rank.</param>
internal sealed class RankedCell(ulong salt, NumberForm form, Nulls? nulls, Ranks ranks, Func<long, long> numberOf)
    : ShapedCell(salt, form, nulls)
{
    public override long At(ulong draw, long low, long high)
    {
        var rank = ranks.At(draw);
        for (var tries = 0L; tries < Math.Min(ranks.Count, 1000); tries++)
        {
            var number = numberOf((rank + tries) % ranks.Count);
            if (number >= low && number <= high)
            {
                return number;
            }
        }

        return numberOf(rank);
    }
}
