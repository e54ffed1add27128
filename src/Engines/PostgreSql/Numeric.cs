using System.Buffers.Binary;

namespace Dbwright.Engines;

/// <summary>The binary form of <c>numeric</c>: digits of base 10,000 around the decimal point.</summary>
internal static class PostgreSqlNumeric
{
    // A decimal has at most 29 digits, at most 28 of them after the point; 16 groups hold them wherever the point is.
    private const int MaxGroups = 16;
    private const int Base = 10_000;

    /// <summary>The most bytes that a value takes, with its length before it.</summary>
    public const int MaxBytes = 4 + 8 + (MaxGroups * 2);

    /// <summary>Writes the length and the value.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(decimal value, Span<byte> target)
    {
        var scale = value.Scale;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return Write(digits, scale, value < 0, target);
    }

    /// <summary>Writes the length and the value.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(long value, Span<byte> target) =>
        Write(value < 0 ? (UInt128)(ulong)-value : (UInt128)(ulong)value, 0, value < 0, target);

    private static int Write(UInt128 digits, int scale, bool negative, Span<byte> target)
    {
        // Groups are counted from the point: the last one is filled up with zeros.
        var fill = (4 - (scale % 4)) % 4;
        Span<short> groups = stackalloc short[MaxGroups];
        var count = 0;
        var afterPoint = (scale + fill) / 4;
        if (fill > 0)
        {
            var power = fill switch
            {
                1 => 10u,
                2 => 100u,
                _ => 1000u,
            };
            var low = 10_000u / power;
            groups[count++] = (short)((uint)(digits % low) * power);
            digits /= low;
        }

        if (digits <= ulong.MaxValue)
        {
            for (var rest = (ulong)digits; rest > 0; rest /= Base)
            {
                groups[count++] = (short)(rest % Base);
            }
        }
        else
        {
            for (; digits > 0; digits /= Base)
            {
                groups[count++] = (short)(uint)(digits % Base);
            }
        }

        var weight = count - afterPoint - 1;
        var first = 0;
        while (first < count && groups[first] == 0)
        {
            first++;
        }

        while (count > first && groups[count - 1] == 0)
        {
            count--;
            weight--;
        }

        var written = count - first;
        BinaryPrimitives.WriteInt32BigEndian(target, 8 + (written * 2));
        BinaryPrimitives.WriteInt16BigEndian(target[4..], (short)written);
        BinaryPrimitives.WriteInt16BigEndian(target[6..], (short)(written == 0 ? 0 : weight));
        BinaryPrimitives.WriteUInt16BigEndian(target[8..], negative && written > 0 ? (ushort)0x4000 : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(target[10..], (short)scale);
        for (var i = 0; i < written; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(target[(12 + (i * 2))..], groups[count - 1 - i]);
        }

        return 12 + (written * 2);
    }
}
