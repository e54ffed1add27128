using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Percentiles by the nearest rank: the smallest sample that at least p percent of the samples do not exceed.</summary>
public static class Percentiles
{
    /// <summary>The latency figures of samples in milliseconds.</summary>
    /// <param name="milliseconds">At least one sample.</param>
    /// <param name="rows">Rows returned or changed by all executions together.</param>
    public static Latency Of(IEnumerable<double> milliseconds, long rows)
    {
        var sorted = milliseconds.Order().ToArray();
        return new Latency(
            sorted.Length,
            At(sorted, 50),
            At(sorted, 95),
            At(sorted, 99),
            sorted[^1],
            (double)rows / sorted.Length
        );
    }

    /// <summary>
    /// The 10th percentile in milliseconds: the time of a statement when nothing else has the disk. Flushing takes either a tenth of a
    /// millisecond or several on many machines, and the median falls now on one side, now on the other.
    /// </summary>
    /// <param name="milliseconds">At least one sample.</param>
    public static double Undisturbed(IEnumerable<double> milliseconds) => At(milliseconds.Order().ToArray(), 10);

    private static double At(double[] sorted, int percent) => sorted[Math.Max(0, (((sorted.Length * percent) + 99) / 100) - 1)];
}
