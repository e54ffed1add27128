namespace Dbwright.Data;

/// <summary>A distribution as its quantiles: a draw becomes a value by one look-up and one interpolation.</summary>
internal sealed class Quantiles
{
    private const int Steps = 1024;
    private readonly double[] values;

    private Quantiles(Func<double, double> quantile)
    {
        values = new double[Steps + 1];
        for (var i = 0; i <= Steps; i++)
        {
            values[i] = quantile((double)i / Steps);
        }
    }

    /// <summary>The value at a draw.</summary>
    public double At(ulong draw)
    {
        var step = (int)(draw >> 54);
        var low = values[step];
        return low + (values[step + 1] - low) * (((draw << 10) >> 11) * (1.0 / (1UL << 53)));
    }

    /// <summary>The value at a draw as a rank below a count.</summary>
    public long Rank(ulong draw, long count) => Math.Clamp((long)At(draw), 0, count - 1);

    /// <summary>Ranks from 0 below the count, each with a weight of (rank + 1)^-exponent.</summary>
    public static Quantiles Zipf(long count, double exponent)
    {
        var end = count + 1.0;
        if (Math.Abs(exponent - 1) < 1e-9)
        {
            var log = Real.Ln(end);
            return new(u => Real.Exp(u * log) - 1);
        }

        var power = 1 - exponent;
        var scale = Real.Pow(end, power) - 1;
        return new(u => Real.Pow(1 + u * scale, 1 / power) - 1);
    }

    /// <summary>The weights of Zipf ranks in the order of chance: rank^-exponent over the mean, cut off at the thousandth.</summary>
    public static double[] ZipfWeights(double exponent)
    {
        var weights = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            weights[i] = Real.Pow((i + 0.5) / Steps, -exponent);
        }

        return weights;
    }

    /// <summary>Any distribution, by the value below which a share lies.</summary>
    public static Quantiles Of(Func<double, double> quantile) => new(quantile);

    /// <summary>A normal distribution between two limits: what would lie beyond them is drawn from within.</summary>
    public static Quantiles Normal(double mean, double deviation, double low, double high)
    {
        double least = Real.NormalShare((low - mean) / deviation),
            most = Real.NormalShare((high - mean) / deviation);
        // The outermost thousandth must not reach to a limit that is far away.
        return new(u =>
            Math.Clamp(
                mean
                    + deviation
                        * Math.Clamp(Real.NormalQuantile(Math.Clamp(least + u * (most - least), 1e-6, 1 - 1e-6)), -4.5, 4.5),
                low,
                high
            )
        );
    }

    /// <summary>
    /// A Pareto distribution that begins at the lower limit (Lomax) and is cut off at the upper one. With the usual shape 1.16 a fifth of the
    /// range holds four fifths of the values.
    /// </summary>
    public static Quantiles Pareto(double shape, double low, double high)
    {
        var scale = (high - low) / 12;
        var most = 1 - Real.Pow(13, -shape);
        return new(u => Math.Min(high, low + scale * (Real.Pow(1 - u * most, -1 / shape) - 1)));
    }

    /// <summary>A log-normal distribution with that median, between two limits.</summary>
    public static Quantiles LogNormal(double median, double sigma, double low, double high) =>
        new(u =>
            u <= 0 ? low
            : u >= 1 ? Math.Clamp(low + median * Real.Exp(sigma * 4), low, high)
            : Math.Clamp(low + median * Real.Exp(sigma * Real.NormalQuantile(u)), low, high)
        );
}
