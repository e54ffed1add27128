namespace Dbwright.Data;

/// <summary>
/// A bijection of the numbers below a size, in constant memory: distinct rows give distinct values, so uniqueness needs no memory and
/// no retries. A Feistel network over a rectangle that is at most one row larger than the size; what falls outside walks on.
/// </summary>
internal readonly struct Permutation
{
    private readonly long size;
    private readonly long left;
    private readonly long right;
    private readonly int shift;
    private readonly ulong salt;

    public Permutation(long size, ulong salt)
    {
        this.size = size;
        this.salt = salt;
        right = 1;
        // The least power of two whose square covers the size: splitting is then a shift, and walking is rare enough.
        while (right * right < size && right < 1L << 31)
        {
            right <<= 1;
        }

        shift = (int)long.Log2(right);
        left = Math.Max(1, (size + right - 1) / right);
    }

    /// <summary>How many numbers are permuted.</summary>
    public long Size => size;

    /// <summary>The number at a position; the tweak chooses among as many bijections as it has values.</summary>
    public long Forward(long position, ulong tweak = 0)
    {
        if (size <= 1)
        {
            return position;
        }

        var key = salt ^ tweak;
        var number = position;
        do
        {
            number = Step(number, key);
        } while (number >= size);

        return number;
    }

    private long Step(long number, ulong key)
    {
        var high = number >> shift;
        var low = number & (right - 1);
        for (var round = 0; round < 3; round++)
        {
            key += 0x9E3779B97F4A7C15;
            high += Mixer.Below(Mixer.Mix((ulong)low + key), left);
            if (high >= left)
            {
                high -= left;
            }

            low = (low + (long)(Mixer.Mix((ulong)high ^ key) >> 32)) & (right - 1);
        }

        return (high << shift) | low;
    }
}
