namespace Dbwright.Data;

/// <summary>Which parent row a child row refers to: a function of the child's number.</summary>
internal abstract class ParentChoice
{
    /// <summary>What stands for no parent.</summary>
    public const long None = -1;

    /// <summary>The parent's row number, or <see cref="None"/>.</summary>
    public abstract long Parent(long row, uint attempt);

    /// <summary>Whether another attempt gives another parent.</summary>
    public virtual bool Redrawn => false;

    /// <summary>Whether parents come in the order of the children, so that a child can be earlier than its parent by a moment.</summary>
    public virtual bool InOrder => false;

    /// <summary>Whether the parent may be younger than the child's place in its table says: the child then comes after it.</summary>
    public virtual bool IsTimeless => false;

    /// <summary>Whether the child's place in its table decides, rather than the number from which its values are drawn.</summary>
    public virtual bool ByPlace => false;
}

/// <summary>No parent at all: the reference that breaks a cycle.</summary>
internal sealed class NoParent : ParentChoice
{
    public override long Parent(long row, uint attempt) => None;
}

/// <summary>
/// Independent draws with a distribution over the parents. Ranks are permuted, so that the popular parents are not the first ones; a
/// parent that did not exist yet when the child came is drawn again.
/// </summary>
internal sealed class DrawnParent(
    ulong salt,
    long parents,
    Quantiles? distribution,
    ulong nullThreshold,
    Timeline child,
    Timeline parent
) : ParentChoice
{
    private readonly Permutation popularity = new(parents, Mixer.Mix(salt));

    public override bool Redrawn => true;

    public override long Parent(long row, uint attempt)
    {
        var draw = Mixer.At(salt, row, attempt);
        if (nullThreshold != 0 && Mixer.Mix(draw ^ salt) < nullThreshold)
        {
            return None;
        }

        var before = parent.Before(child.Moment(row));
        if (distribution is null)
        {
            return Mixer.Below(draw, before);
        }

        for (var tries = 0; tries < 3; tries++)
        {
            var number = popularity.Forward(distribution.Rank(draw, parents));
            if (number < before)
            {
                return number;
            }

            draw = Mixer.Next(draw);
        }

        return Mixer.Below(draw, before);
    }
}

/// <summary>
/// Independent draws in which every parent is as popular as its rank says, whenever it came into being. (Where a parent must be older than
/// the child, the first ones get more children than their share: they have been there for longer.)
/// </summary>
/// <param name="salt">The reference's own draws.</param>
/// <param name="ranks">How popular the ranks are; there is one for each parent that has children.</param>
/// <param name="parents">How many parents there are.</param>
/// <param name="nullThreshold">Draws below it are null.</param>
internal sealed class SpreadParent(ulong salt, Ranks ranks, long parents, ulong nullThreshold) : ParentChoice
{
    private readonly Permutation popularity = new(parents, Mixer.Mix(salt));

    public override bool Redrawn => true;

    public override bool IsTimeless => true;

    public override long Parent(long row, uint attempt)
    {
        var draw = Mixer.At(salt, row, attempt);
        return nullThreshold != 0 && Mixer.Mix(draw ^ salt) < nullThreshold ? None : popularity.Forward(ranks.At(draw));
    }
}

/// <summary>At most one child for each parent: children spread evenly over the parents, in their order.</summary>
internal sealed class PairedParent(ulong salt, long children, long parents, ulong nullThreshold) : ParentChoice
{
    public override bool InOrder => true;

    public override long Parent(long row, uint attempt)
    {
        if (nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold)
        {
            return None;
        }

        if (row >= children)
        {
            return Unused(row - children);
        }

        var number = Scaled(row);
        return children <= parents || Scaled(row + 1) > number ? number : None;
    }

    private long Scaled(long row) => (long)((UInt128)row * (UInt128)parents / (UInt128)children);

    // Of the parents below p, ceil(p * children / parents) have a child.
    private long Unused(long ordinal)
    {
        if (ordinal >= parents - children)
        {
            return None;
        }

        long low = 0,
            high = parents - 1;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var used = (long)(((UInt128)(middle + 1) * (UInt128)children + (UInt128)(parents - 1)) / (UInt128)parents);
            if (middle + 1 - used > ordinal)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}

/// <summary>
/// A forest over one table: every parent is an earlier row. Squared draws favour early rows, which keeps the trees shallow (depth grows
/// with half the logarithm of the rows).
/// </summary>
internal sealed class ForestParent(ulong salt, long rows, ulong nullThreshold, bool nullable) : ParentChoice
{
    public override bool Redrawn => true;

    public override bool InOrder => true;

    public override bool ByPlace => true;

    public override long Parent(long row, uint attempt)
    {
        if (row == 0)
        {
            return nullable ? None : 0;
        }

        var draw = Mixer.At(salt, row, attempt);
        if (nullThreshold != 0 && Mixer.Mix(draw ^ salt) < nullThreshold)
        {
            return None;
        }

        var unit = Mixer.Unit(draw);
        return (long)(Math.Min(row, rows) * unit * unit);
    }
}

/// <summary>
/// A chain over one table: every row refers to the one before it, so that no parent has two children. Where every row must refer to one,
/// each refers to itself, as the first of a chain would have to anyway.
/// </summary>
/// <param name="salt">The reference's own draws.</param>
/// <param name="first">The first row that is made; the chain before it is left as it is.</param>
/// <param name="nullThreshold">Draws below it are null.</param>
/// <param name="nullable">Whether a row may refer to none.</param>
internal sealed class ChainedParent(ulong salt, long first, ulong nullThreshold, bool nullable) : ParentChoice
{
    public override bool InOrder => true;

    public override bool ByPlace => true;

    public override long Parent(long row, uint attempt) =>
        !nullable ? row
        : row == first || (nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold) ? None
        : row - 1;
}

/// <summary>The parent that owns the block of children in which the row lies.</summary>
internal sealed class OwningParent(ulong salt, ChildBlocks blocks, ulong nullThreshold) : ParentChoice
{
    public override bool InOrder => true;

    public override long Parent(long row, uint attempt) =>
        nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold ? None : blocks.Find(row).Parent;
}

/// <summary>A parent that differs from those of all other children in the same block.</summary>
internal sealed class DistinctParent(
    ulong salt,
    ChildBlocks blocks,
    long parents,
    Quantiles? distribution,
    ulong nullThreshold,
    Timeline child,
    Timeline parent
) : ParentChoice
{
    private const int Drawn = 32;
    private readonly Permutation permutation = new(parents, Mixer.Mix(salt));

    public override long Parent(long row, uint attempt)
    {
        if (nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold)
        {
            return None;
        }

        var place = blocks.Find(row);
        var block = blocks.Block(place.Parent);
        // The whole block draws from the parents that were there when its first row came; of too few it draws from all.
        var before = parent.Before(child.Moment(block.First));
        var choices = before >= block.Size ? before : parents;
        if (distribution is not null && block.Size <= Drawn && choices >= 4 * block.Size && choices >= 4)
        {
            return Draw(place, (int)block.Size, choices);
        }

        // Children added later than there are choices take the parents beyond them.
        return place.Ordinal < choices
            ? new Permutation(choices, salt).Forward(place.Ordinal, Mixer.At(salt, place.Parent))
            : place.Ordinal;
    }

    // The child's choice is the n-th distinct one in a row of draws that its block has for itself; children added to the block later
    // take what those leave, in the order of the permutation.
    private long Draw((long Parent, long Ordinal) place, int size, long choices)
    {
        Span<long> taken = stackalloc long[Drawn];
        var wanted = (int)Math.Min(place.Ordinal + 1, size);
        var count = 0;
        var draw = Mixer.At(salt, place.Parent);
        for (var tries = 0; count < wanted; tries++)
        {
            var number = Candidate(ref draw, tries, choices);
            if (!taken[..count].Contains(number))
            {
                taken[count++] = number;
            }
        }

        if (place.Ordinal < size)
        {
            return taken[count - 1];
        }

        var left = place.Ordinal - size;
        for (long position = 0; ; position++)
        {
            var number = permutation.Forward(position, Mixer.At(salt, place.Parent));
            if (!taken[..count].Contains(number) && left-- == 0)
            {
                return number;
            }
        }
    }

    private long Candidate(ref ulong draw, int tries, long choices)
    {
        if (tries >= 8 * Drawn)
        {
            return (long)(((draw >> 1) + (ulong)tries) % (ulong)choices);
        }

        draw = Mixer.Next(draw);
        var number = permutation.Forward(distribution!.Rank(draw, parents));
        return number < choices ? number : Mixer.Below(Mixer.Mix(draw), choices);
    }
}

/// <summary>A parent that is one digit of a number which no two rows share.</summary>
internal sealed class DigitParent(ulong salt, Digit digit, ulong nullThreshold) : ParentChoice
{
    public override long Parent(long row, uint attempt) =>
        nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold ? None : digit.At(row);
}
