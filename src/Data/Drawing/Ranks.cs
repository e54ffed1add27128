namespace Dbwright.Data;

/// <summary>
/// A distribution over ranks from 0 below a count. A greater draw never gives a smaller rank, so that draws that go together give ranks
/// that do. The weights of the first ranks are exact; those after them follow the curve, which differs from the sum by less than a
/// thousandth of a rank's weight.
/// </summary>
internal sealed class Ranks
{
    private const int Exact = 1024;
    private readonly long count;
    private readonly double[] cumulative;
    private readonly long width;
    private readonly Quantiles? tail;

    // Either one sum for each of the first ranks, with a curve for those after them, or one for each of as many steps of equal width.
    private Ranks(long count, double[] sums, long width, Quantiles? tail)
    {
        this.count = count;
        cumulative = sums;
        this.width = width;
        this.tail = tail;
    }

    /// <summary>How many ranks there are.</summary>
    public long Count => count;

    /// <summary>All alike.</summary>
    public static Ranks Uniform(long count) => new(count, [1], count, null);

    /// <summary>Weights of <c>(rank + 1)^-exponent</c>.</summary>
    public static Ranks Zipf(long count, double exponent) => Power(count, exponent, 1);

    /// <summary>
    /// As often as the members of a Pareto distribution have it, the greatest first: with the usual shape 1.16 a fifth of ten thousand ranks
    /// has three quarters, and of ever more ranks four fifths.
    /// </summary>
    public static Ranks Pareto(long count, double shape) => Power(count, 1 / shape, 0.5);

    /// <summary>Ranks around the middle: the standard deviation is a sixth of their number.</summary>
    public static Ranks Bell(long count) =>
        Stepped(
            count,
            share =>
            {
                var distance = (share - 0.5) * 6;
                return Real.Exp(-distance * distance / 2);
            }
        );

    /// <summary>Weights that are themselves normally distributed, the greatest first; none below a hundredth of the mean.</summary>
    /// <param name="count">How many ranks there are.</param>
    /// <param name="deviation">The standard deviation of the weights as a share of their mean.</param>
    public static Ranks Normal(long count, double deviation) =>
        Stepped(count, share => Math.Max(0.01, 1 + deviation * Real.NormalQuantile(1 - share)));

    /// <summary>Given shares of the first ranks; what they leave is the same for all others.</summary>
    /// <param name="shares">The shares; where there are no others they are taken in proportion.</param>
    /// <param name="count">How many ranks there are; at least as many as shares.</param>
    public static Ranks Given(IReadOnlyList<double> shares, long count)
    {
        var all = shares.Sum();
        var others = count - shares.Count;
        var sums = new double[shares.Count + (others > 0 ? 1 : 0)];
        var whole = others > 0 ? Math.Max(1, all) : all;
        var sum = 0.0;
        for (var i = 0; i < shares.Count; i++)
        {
            sum += shares[i] / whole;
            sums[i] = sum;
        }

        if (others <= 0)
        {
            sums[^1] = 1;
            return new(count, sums, 1, null);
        }

        double first = shares.Count;
        sums = sums[..^1];
        return new(count, sums, 1, Quantiles.Of(u => first + u * others));
    }

    /// <summary>Given shares of some ranks, anywhere among them; what they leave is the same for all others.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="count">How many ranks there are.</param>
    /// <param name="salt">Chooses which ranks have them.</param>
    public static Ranks Scattered(IReadOnlyList<double> shares, long count, ulong salt)
    {
        const long Most = 100_000;
        if (shares.Count == 0 || count > Most || count <= 1)
        {
            return Uniform(count);
        }

        var given = (int)Math.Min(shares.Count, count);
        var weights = new double[count];
        Array.Fill(weights, count > given ? Math.Max(0, 1 - shares.Take(given).Sum()) / (count - given) : 0);
        for (var i = 0; i < given; i++)
        {
            weights[Place(i, count, salt)] = shares[i];
        }

        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = sum += weights[i];
        }

        return new(count, Shares(weights, sum), 1, null);
    }

    /// <summary>The rank that has one of the shares of <see cref="Scattered"/>.</summary>
    /// <param name="share">The number of the share.</param>
    /// <param name="count">How many ranks there are.</param>
    /// <param name="salt">As there.</param>
    public static long Place(int share, long count, ulong salt) => new Permutation(count, salt).Forward(share);

    /// <summary>The rank at a draw.</summary>
    public long At(ulong draw)
    {
        var unit = Mixer.Unit(draw);
        int low = 0,
            high = cumulative.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cumulative[middle] <= unit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var before = low == 0 ? 0 : cumulative[low - 1];
        if (low == cumulative.Length)
        {
            var rest = (unit - before) / (1 - before);
            return Math.Clamp((long)tail!.At((ulong)(rest * 18446744073709549568.0)), 0, count - 1);
        }

        if (width == 1)
        {
            return low;
        }

        var share = (unit - before) / (cumulative[low] - before);
        var from = (long)((UInt128)count * (UInt128)low / (UInt128)cumulative.Length);
        var to = (long)((UInt128)count * (UInt128)(low + 1) / (UInt128)cumulative.Length);
        return Math.Min(from + (long)(share * (to - from)), to - 1);
    }

    private static Ranks Stepped(long count, Func<double, double> weight)
    {
        var steps = (int)Math.Min(count, Exact);
        var sums = new double[steps];
        var sum = 0.0;
        for (var i = 0; i < steps; i++)
        {
            sum += weight((i + 0.5) / steps);
            sums[i] = sum;
        }

        return new(count, Shares(sums, sum), count == steps ? 1 : count / steps, null);
    }

    private static Ranks Power(long count, double exponent, double shift)
    {
        var sums = new double[(int)Math.Min(count, Exact)];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            sum += Real.Pow(i + shift, -exponent);
            sums[i] = sum;
        }

        if (count <= Exact)
        {
            return new(count, Shares(sums, sum), 1, null);
        }

        // The sum from there on is the integral between the middles, to a few parts in a million.
        double start = Exact + shift - 0.5,
            end = count + shift - 0.5;
        var power = 1 - exponent;
        if (Math.Abs(power) < 1e-9)
        {
            var log = Real.Ln(end / start);
            return Tailed(log, u => start * Real.Exp(u * log));
        }

        double least = Real.Pow(start, power),
            most = Real.Pow(end, power);
        return Tailed((most - least) / power, u => Real.Pow(least + u * (most - least), 1 / power));

        Ranks Tailed(double weight, Func<double, double> place) =>
            new(count, Shares(sums, sum + weight), 1, Quantiles.Of(u => place(u) - shift + 0.5));
    }

    private static double[] Shares(double[] sums, double all)
    {
        var isWhole = sums[^1] >= all;
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= all;
        }

        if (isWhole)
        {
            sums[^1] = 1;
        }

        return sums;
    }
}
