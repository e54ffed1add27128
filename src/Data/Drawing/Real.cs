namespace Dbwright.Data;

/// <summary>
/// Logarithm and exponential from the four operations alone. Those of the platform differ in the last digit from machine to machine,
/// and the same seed must give the same bytes everywhere.
/// </summary>
internal static class Real
{
    private const double Ln2 = 0.693147180559945309417232121458;

    /// <summary>The natural logarithm of a positive number.</summary>
    public static double Ln(double x)
    {
        var exponent = 0;
        while (x > 1.5)
        {
            x /= 2;
            exponent++;
        }

        while (x < 0.75)
        {
            x *= 2;
            exponent--;
        }

        var t = (x - 1) / (x + 1);
        var square = t * t;
        var term = t;
        var sum = 0.0;
        for (var n = 1; n < 40; n += 2)
        {
            sum += term / n;
            term *= square;
        }

        return 2 * sum + exponent * Ln2;
    }

    /// <summary>e to the power of a number.</summary>
    public static double Exp(double x)
    {
        var halvings = 0;
        while (x > 0.5 || x < -0.5)
        {
            x /= 2;
            halvings++;
        }

        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; n < 20; n++)
        {
            term *= x / n;
            sum += term;
        }

        for (; halvings > 0; halvings--)
        {
            sum *= sum;
        }

        return sum;
    }

    /// <summary>A positive number to any power.</summary>
    public static double Pow(double x, double power) => Exp(power * Ln(x));

    /// <summary>The standard normal quantile, by bisection of a rational approximation of the distribution; good to four digits.</summary>
    public static double NormalQuantile(double share)
    {
        double low = -6,
            high = 6;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (NormalShare(middle) < share)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The share of a standard normal distribution that lies below (Abramowitz and Stegun 26.2.17).</summary>
    public static double NormalShare(double x)
    {
        var t = 1 / (1 + 0.2316419 * Math.Abs(x));
        var tail =
            0.3989422804014327
            * Exp(-x * x / 2)
            * (t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))));
        return x >= 0 ? 1 - tail : tail;
    }
}
