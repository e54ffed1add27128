using System.Numerics;

namespace Dbwright.Design;

/// <summary>A set of attributes by their positions; immutable, equal by content.</summary>
internal readonly struct AttributeSet : IEquatable<AttributeSet>
{
    private readonly ulong[]? words;

    private AttributeSet(ulong[] words) => this.words = words;

    private ReadOnlySpan<ulong> Words => words;

    public bool IsEmpty => !Words.ContainsAnyExcept(0ul);

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in Words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The set of the first positions.</summary>
    public static AttributeSet All(int count)
    {
        var all = new ulong[(count + 63) / 64];
        for (var i = 0; i < count; i++)
        {
            all[i / 64] |= 1ul << (i % 64);
        }

        return new(all);
    }

    /// <summary>A set of some positions.</summary>
    public static AttributeSet Of(IEnumerable<int> positions)
    {
        var set = default(AttributeSet);
        foreach (var position in positions)
        {
            set = set.With(position);
        }

        return set;
    }

    public bool Contains(int position) => position / 64 < Words.Length && (Words[position / 64] >> (position % 64) & 1) != 0;

    public AttributeSet With(int position)
    {
        var copy = new ulong[Math.Max(Words.Length, position / 64 + 1)];
        Words.CopyTo(copy);
        copy[position / 64] |= 1ul << (position % 64);
        return new(copy);
    }

    public AttributeSet Without(int position)
    {
        if (!Contains(position))
        {
            return this;
        }

        var copy = Words.ToArray();
        copy[position / 64] &= ~(1ul << (position % 64));
        return new(copy);
    }

    public AttributeSet Union(AttributeSet other)
    {
        var (longer, shorter) = Words.Length >= other.Words.Length ? (this, other) : (other, this);
        var copy = longer.Words.ToArray();
        for (var i = 0; i < shorter.Words.Length; i++)
        {
            copy[i] |= shorter.Words[i];
        }

        return new(copy);
    }

    public AttributeSet Intersect(AttributeSet other)
    {
        var copy = new ulong[Math.Min(Words.Length, other.Words.Length)];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = Words[i] & other.Words[i];
        }

        return new(copy);
    }

    public AttributeSet Except(AttributeSet other)
    {
        var copy = Words.ToArray();
        for (var i = 0; i < Math.Min(copy.Length, other.Words.Length); i++)
        {
            copy[i] &= ~other.Words[i];
        }

        return new(copy);
    }

    public bool IsSubsetOf(AttributeSet other)
    {
        for (var i = 0; i < Words.Length; i++)
        {
            if ((Words[i] & ~(i < other.Words.Length ? other.Words[i] : 0)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The positions in ascending order.</summary>
    public IEnumerable<int> Positions()
    {
        for (var i = 0; i < (words?.Length ?? 0); i++)
        {
            for (var rest = words![i]; rest != 0; rest &= rest - 1)
            {
                yield return i * 64 + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    public bool Equals(AttributeSet other) => IsSubsetOf(other) && other.IsSubsetOf(this);

    public override bool Equals(object? obj) => obj is AttributeSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var position in Positions())
        {
            hash.Add(position);
        }

        return hash.ToHashCode();
    }
}
