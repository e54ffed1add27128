using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Percentiles by the nearest rank: the smallest sample that at least p percent of the samples do not exceed.</summary>
public static class Percentiles
{
    /// <summary>The latency figures of samples in milliseconds.</summary>
    /// <param name="milliseconds">At least one sample.</param>
    /// <param name="rows">Rows returned or changed by all executions together.</param>
    public static Latency Of(List<double> milliseconds, long rows)
    {
        milliseconds.Sort();
        return new Latency(
            milliseconds.Count,
            At(milliseconds, 50),
            At(milliseconds, 95),
            At(milliseconds, 99),
            milliseconds[^1],
            (double)rows / milliseconds.Count
        );
    }

    private static double At(List<double> sorted, int percent) => sorted[Math.Max(0, ((sorted.Count * percent) + 99) / 100 - 1)];
}
