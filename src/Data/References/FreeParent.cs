namespace Dbwright.Data;

/// <summary>At most one child for each parent, where children that are there already have theirs: the others spread over those that are left.</summary>
/// <param name="child">The table that gets rows.</param>
/// <param name="columns">Its columns that refer, by name.</param>
/// <param name="parent">The table they refer to.</param>
/// <param name="parentColumns">The referenced columns, by position.</param>
internal sealed class FreeParent(TableRows child, IReadOnlyList<string> columns, TableRows parent, int[] parentColumns)
    : ParentChoice
{
    private readonly Lock gate = new();
    private List<long>? left;

    public override bool InOrder => true;

    public override bool ByPlace => true;

    /// <summary>How many parents are left.</summary>
    public long Count => Left().Count;

    public override long Parent(long row, uint attempt)
    {
        var free = Left();
        var place = row - child.First;
        var wanted = child.Rows - child.First;
        if (place < 0 || place >= wanted)
        {
            return None;
        }

        var number = (long)((UInt128)place * (UInt128)free.Count / (UInt128)wanted);
        var isFirst = place == 0 || (long)((UInt128)(place - 1) * (UInt128)free.Count / (UInt128)wanted) < number;
        return free.Count > 0 && isFirst ? free[(int)number] : None;
    }

    private List<long> Left()
    {
        lock (gate)
        {
            if (left is not null)
            {
                return left;
            }

            var taken = new HashSet<ulong>();
            for (long row = 0; row < child.First; row++)
            {
                taken.Add(columns.Aggregate(0UL, (hash, c) => Mixer.Combine(hash, ValueHash.Of(child.Held!.Value(row, c)))));
            }

            var free = new List<long>();
            for (long row = 0; row < parent.Rows; row++)
            {
                var number = row;
                if (
                    !taken.Contains(
                        parentColumns.Aggregate(0UL, (hash, c) => Mixer.Combine(hash, ValueHash.Of(parent.ValueOf(number, c))))
                    )
                )
                {
                    free.Add(row);
                }
            }

            return left = free;
        }
    }
}
