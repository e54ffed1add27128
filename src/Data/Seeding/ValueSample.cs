namespace Dbwright.Data;

/// <summary>What the values of a column are like, from some rows: which share of all values is smaller than one.</summary>
/// <param name="rows">How many rows the table has.</param>
/// <param name="chain">What gives the column's value in a row of its own: the steps before it that it needs, and its own.</param>
/// <param name="columns">How many columns the table has.</param>
/// <param name="labels">The values of a list in their order, or none where values have an order of their own.</param>
internal sealed class ValueSample(long rows, IReadOnlyList<RowStep> chain, int columns, IReadOnlyList<string>? labels)
{
    private const int Size = 2048;
    private static readonly Quantiles Normal = Quantiles.Of(u => Real.NormalQuantile(Math.Clamp(u, 0.00001, 0.99999)));
    private readonly Lock gate = new();
    private double[]? places;

    /// <summary>The standard normal deviate below which that share lies.</summary>
    public static double Deviate(double share) => Normal.At((ulong)(Math.Clamp(share, 0, 0.9999999999) * 18446744073709549568.0));

    /// <summary>The share of values that are smaller; among those that are equal the draw decides. None where the value has no order.</summary>
    public double? Share(object value, ulong draw)
    {
        if (Place(value) is not { } place)
        {
            return null;
        }

        var all = Sorted();
        var (from, to) = (Below(all, place), Below(all, Math.BitIncrement(place)));
        return (from + Mixer.Unit(draw) * (to - from + 1)) / (all.Length + 1);
    }

    private static int Below(double[] all, double place)
    {
        int low = 0,
            high = all.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle] < place)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private double[] Sorted()
    {
        lock (gate)
        {
            if (places is not null)
            {
                return places;
            }

            var found = new List<double>();
            var taken = Math.Min(Size, rows);
            for (long i = 0; i < taken; i++)
            {
                var frame = new RowFrame(columns);
                frame.Row = frame.Ordinal = (long)((UInt128)i * (UInt128)rows / (UInt128)taken);
                foreach (var step in chain)
                {
                    frame.Values[step.Columns[0]] = step.Draw(frame, 0);
                }

                if (frame.Values[chain[^1].Columns[0]] is { } value && Place(value) is { } place)
                {
                    found.Add(place);
                }
            }

            return places = [.. found.Order()];
        }
    }

    private double? Place(object value)
    {
        if (labels is not null && value is string text)
        {
            for (var i = 0; i < labels.Count; i++)
            {
                if (labels[i] == text)
                {
                    return i;
                }
            }

            return null;
        }

        return value is bool truth ? (truth ? 1 : 0)
            : Linear.Place(value) is { } place ? (double)place
            : null;
    }
}
