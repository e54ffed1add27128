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

    /// <summary>A log-normal distribution with that median, between two limits.</summary>
    public static Quantiles LogNormal(double median, double sigma, double low, double high) =>
        new(u =>
            u <= 0 ? low
            : u >= 1 ? Math.Clamp(low + median * Real.Exp(sigma * 4), low, high)
            : Math.Clamp(low + median * Real.Exp(sigma * Real.NormalQuantile(u)), low, high)
        );
}
