namespace Dbwright.Data;

/// <summary>Numbers that no two rows share, over a whole table or within a parent's block.</summary>
internal sealed class Combination
{
    private readonly Permutation permutation;
    private readonly ChildBlocks? blocks;
    private readonly bool inOrder;
    private readonly ulong salt;
    private readonly string constraint;

    /// <param name="size">How many numbers there are.</param>
    /// <param name="blocks">The blocks within which they are distinct, or none for the whole table.</param>
    /// <param name="inOrder">Whether they count up from 0 instead of being scattered.</param>
    /// <param name="salt">Chooses among the orders.</param>
    /// <param name="constraint">The table and constraint, for the failure when they run out.</param>
    public Combination(long size, ChildBlocks? blocks, bool inOrder, ulong salt, string constraint)
    {
        permutation = new(size, salt);
        this.blocks = blocks;
        this.inOrder = inOrder;
        this.salt = salt;
        this.constraint = constraint;
    }

    /// <summary>The number of a row.</summary>
    public long At(long row)
    {
        var place = blocks?.Find(row) ?? (0, row);
        if (place.Ordinal >= permutation.Size)
        {
            throw Exhausted.Of(constraint, permutation.Size, row + 1);
        }

        return inOrder ? place.Ordinal : permutation.Forward(place.Ordinal, blocks is null ? 0 : Mixer.At(salt, place.Parent));
    }
}

/// <summary>One digit of such a number in a mixed radix.</summary>
internal sealed class Digit(Combination combination, long stride, long radix)
{
    /// <summary>The digit of a row.</summary>
    public long At(long row) => combination.At(row) / stride % radix;
}
