namespace Dbwright.Data;

/// <summary>The 64-bit mixing functions from which every value is drawn: no state, so that any cell can be computed alone.</summary>
internal static class Mixer
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Silver = 0xD1B54A32D192ED03;

    /// <summary>A bijection of 64-bit numbers that spreads every input bit over all output bits.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>The draw of a row.</summary>
    public static ulong At(ulong salt, long row) => Mix(salt + (ulong)row * Golden);

    /// <summary>The draw of a row on an attempt.</summary>
    public static ulong At(ulong salt, long row, uint attempt) => Mix(salt + (ulong)row * Golden + attempt * Silver);

    /// <summary>The next draw after one.</summary>
    public static ulong Next(ulong draw) => Mix(draw + Golden);

    /// <summary>Two numbers as one.</summary>
    public static ulong Combine(ulong a, ulong b) => Mix(a + Golden + Mix(b + Silver));

    /// <summary>A text as a number, alike on every machine.</summary>
    public static ulong Of(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return Mix(hash);
    }

    /// <summary>A draw as a number from 0 up to but not including the bound.</summary>
    public static long Below(ulong draw, long bound) => (long)Math.BigMul(draw, (ulong)bound, out _);

    /// <summary>A draw as a number from 0 up to but not including the bound.</summary>
    public static int Below(ulong draw, int bound) => (int)Math.BigMul(draw, (ulong)bound, out _);

    /// <summary>A draw as a real number from 0 up to but not including 1.</summary>
    public static double Unit(ulong draw) => (draw >> 11) * (1.0 / (1UL << 53));

    /// <summary>The number below which that share of all draws lies; 0 for none, the greatest number for all.</summary>
    public static ulong Threshold(double share) =>
        share <= 0 ? 0
        : share >= 1 ? ulong.MaxValue
        : (ulong)(share * 18446744073709549568.0);

    /// <summary>A bijection of 62-bit numbers.</summary>
    public static ulong Mix62(ulong x, ulong salt)
    {
        const ulong Mask = (1UL << 62) - 1;
        x = (x + salt) & Mask;
        x = ((x ^ (x >> 31)) * 0xBF58476D1CE4E5B9) & Mask;
        x = ((x ^ (x >> 29)) * 0x94D049BB133111EB) & Mask;
        return x ^ (x >> 31);
    }
}

/// <summary>A row of draws for one value that needs many.</summary>
internal struct Draws(ulong start)
{
    private ulong state = start;

    /// <summary>The next draw.</summary>
    public ulong Next() => Mixer.Mix(state += 0x9E3779B97F4A7C15);
}
