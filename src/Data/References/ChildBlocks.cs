namespace Dbwright.Data;

/// <summary>
/// Children laid out in blocks, one for each parent, in the order of the parents. A child's parent and its place among its siblings
/// follow from its number, and the sizes of the blocks follow the distribution of the reference. Only every 32nd boundary is kept.
/// </summary>
internal sealed class ChildBlocks
{
    private const int Stride = 32;
    private readonly long children;
    private readonly long parents;
    private readonly long capacity;
    private readonly ulong salt;
    private readonly int[] weights;
    private readonly long[] sums;
    private readonly long total;
    private readonly bool narrow;

    private ChildBlocks(long children, long parents, long capacity, ulong salt, int[] weights)
    {
        this.children = children;
        this.parents = parents;
        this.capacity = capacity;
        this.salt = salt;
        this.weights = weights;
        sums = new long[parents / Stride + 1];
        long sum = 0;
        for (long parent = 0; parent < parents; parent++)
        {
            if (parent % Stride == 0)
            {
                sums[parent / Stride] = sum;
            }

            sum += Weight(parent);
        }

        if (parents % Stride == 0)
        {
            sums[parents / Stride] = sum;
        }

        total = sum;
        narrow = (UInt128)(children + 1) * (UInt128)(total + 1) < (UInt128)long.MaxValue;
    }

    /// <summary>The number of children of the greatest block; an upper bound.</summary>
    private long Largest
    {
        get
        {
            var greatest = 0;
            foreach (var weight in weights)
            {
                greatest = Math.Max(greatest, weight);
            }

            return (long)((UInt128)children * (UInt128)greatest / (UInt128)total) + 1;
        }
    }

    /// <summary>Blocks for that many children, none with more than the capacity; the children must fit.</summary>
    /// <param name="children">How many rows there are to lay out.</param>
    /// <param name="parents">How many blocks.</param>
    /// <param name="capacity">The greatest size of a block.</param>
    /// <param name="exponent">The exponent of the Zipf distribution of the sizes, or none for sizes that differ by chance only.</param>
    /// <param name="salt">Chooses among the layouts.</param>
    public static ChildBlocks For(long children, long parents, long capacity, double? exponent, ulong salt)
    {
        foreach (var candidate in Candidates(exponent))
        {
            var blocks = new ChildBlocks(children, parents, capacity, salt, candidate);
            if (blocks.Largest <= capacity)
            {
                return blocks;
            }
        }

        // Equal weights differ by one at most, which fits whenever anything does.
        return new(children, parents, capacity, salt, [1]);
    }

    private static IEnumerable<int[]> Candidates(double? exponent)
    {
        if (exponent is { } s)
        {
            yield return Scaled(Quantiles.ZipfWeights(s));
            yield return Scaled(Quantiles.ZipfWeights(s / 2));
        }

        yield return [.. Enumerable.Range(0, 1024).Select(i => 32 + i / 16)];
    }

    private static int[] Scaled(double[] weights)
    {
        var mean = weights.Average();
        return [.. weights.Select(w => Math.Max(1, (int)(w / mean * 64)))];
    }

    /// <summary>The parent of a child, and its place among that parent's children, counted from 0.</summary>
    public (long Parent, long Ordinal) Find(long row)
    {
        if (row >= children)
        {
            return Fresh(row - children);
        }

        // The first parent p whose sum of weights up to and including p reaches (row + 1) * total / children.
        var target = narrow
            ? ((row + 1) * total + children - 1) / children
            : (long)(((UInt128)(row + 1) * (UInt128)total + (UInt128)(children - 1)) / (UInt128)children);
        int low = 0,
            high = sums.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (sums[middle] < target)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        var parent = (long)low * Stride;
        var sum = sums[low];
        for (var weight = Weight(parent); sum + weight < target; weight = Weight(parent))
        {
            sum += weight;
            parent++;
        }

        return (parent, row - Boundary(sum));
    }

    /// <summary>The first row of a parent's block and how many loaded rows it has.</summary>
    public (long First, long Size) Block(long parent)
    {
        var sum = Sum(parent);
        var first = Boundary(sum);
        return (first, Boundary(sum + Weight(parent)) - first);
    }

    // New children go round the parents where there is no end of places, and into the free places where there is.
    private (long Parent, long Ordinal) Fresh(long ordinal)
    {
        if (capacity > children)
        {
            var owner = ordinal % parents;
            return (owner, Block(owner).Size + ordinal / parents);
        }

        long low = 0,
            high = parents - 1;
        if (ordinal >= parents * capacity - children)
        {
            return (high, capacity + ordinal);
        }

        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if ((middle + 1) * capacity - Boundary(Sum(middle + 1)) > ordinal)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        var before = low * capacity - Boundary(Sum(low));
        return (low, Block(low).Size + ordinal - before);
    }

    private long Weight(long parent) => weights.Length == 1 ? 1 : weights[Mixer.At(salt, parent) >> 54];

    private long Sum(long parent)
    {
        var nearest = parent / Stride;
        var sum = sums[nearest];
        for (var i = nearest * Stride; i < parent; i++)
        {
            sum += Weight(i);
        }

        return sum;
    }

    private long Boundary(long sum) =>
        narrow ? children * sum / total : (long)((UInt128)children * (UInt128)sum / (UInt128)total);
}
