namespace Dbwright.Data;

/// <summary>When the row was created: the table's timeline, and not before a parent that owns the row.</summary>
internal sealed class CreatedCell(NumberForm form, Timeline timeline, Creation creation) : NumberCell(form, null)
{
    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) =>
        creation.Plain ? timeline.Moment(row) : creation.Moment(row);
}

/// <summary>The moment at which rows of a table come into being, reckoned from its own timeline and from the parents in whose order it lies.</summary>
internal sealed class Creation(Timeline timeline)
{
    private readonly List<(ParentChoice Choice, Creation Parent, long Rows)> parents = [];

    /// <summary>The table's own timeline.</summary>
    public Timeline Timeline => timeline;

    /// <summary>Whether the timeline alone decides.</summary>
    public bool Plain => parents.Count == 0;

    /// <summary>Makes no row earlier than the parent it refers to.</summary>
    public void After(ParentChoice choice, Creation parent, long rows)
    {
        if (choice.InOrder || choice.IsTimeless || !parent.Plain)
        {
            parents.Add((choice, parent, rows));
        }
    }

    /// <summary>The moment of a row in milliseconds.</summary>
    public long Moment(long row)
    {
        var moment = timeline.Moment(row);
        foreach (var (choice, parent, rows) in parents)
        {
            var number = choice.Parent(row, 0);
            if (number >= 0 && number < rows)
            {
                var least = parent == this ? timeline.Moment(number) : parent.Moment(number);
                moment =
                    least <= moment || !choice.IsTimeless || least >= Timeline.End
                        ? Math.Max(moment, least)
                        : least + (long)((Timeline.End - 1 - least) * Mixer.Unit(Mixer.Mix((ulong)row ^ (ulong)least)));
            }
        }

        return moment;
    }
}

/// <summary>A moment after another one of the same row: the next event of its history.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="form">The physical form.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="origin">The moment it follows when nothing before it happened.</param>
/// <param name="timeline">When the row came into being, when there is no moment to follow.</param>
/// <param name="gap">The usual distance in milliseconds; most are shorter, some much longer.</param>
internal sealed class EventCell(ulong salt, NumberForm form, Nulls? nulls, NumberCell? origin, Timeline timeline, long gap)
    : NumberCell(form, nulls)
{
    /// <summary>The event before this one.</summary>
    public EventCell? Previous { get; init; }

    /// <summary>Whether the moment may lie beyond the end of the data: deadlines and plans.</summary>
    public bool Ahead { get; init; }

    /// <summary>The share of rows in which it is the very moment it follows.</summary>
    public double Same { get; init; }

    public override IEnumerable<NumberCell> Dependencies =>
        base.Dependencies.Concat(
            Previous is not null ? [Previous]
            : origin is not null ? [origin]
            : []
        );

    protected override long Draw(long row, uint attempt, long low, long high)
    {
        var start = Math.Max(low, Origin(row, attempt));
        var draw = Mixer.At(salt, row, attempt);
        if (Same > 0 && Mixer.Unit(Mixer.Mix(draw ^ salt)) < Same)
        {
            return start;
        }

        var unit = Mixer.Unit(draw);
        var end = Ahead || start >= Timeline.End ? long.MaxValue : Timeline.End - 1;
        end = Math.Min(end, high);
        // Half of the gaps are shorter than a fifth of the usual one; one in a hundred is five times as long.
        var distance = 1000 + (long)(gap * (unit * unit / (1.19 - unit)));
        return start + distance <= end ? start + distance
            : end > start ? start + Mixer.Below(draw, end - start + 1)
            : start;
    }

    private long Origin(long row, uint attempt)
    {
        for (var cell = Previous; cell is not null; cell = cell.Previous)
        {
            if (!cell.IsNull(row, attempt))
            {
                return cell.Number(row, attempt);
            }
        }

        return origin?.Number(row, attempt) ?? timeline.Moment(row);
    }
}

/// <summary>Moments in the order of the rows, no two alike.</summary>
internal sealed class DistinctMomentCell(NumberForm form, Nulls? nulls, Timeline timeline) : NumberCell(form, nulls)
{
    public override bool Yields => false;

    protected override long Draw(long row, uint attempt, long low, long high) => timeline.First(row);
}

/// <summary>A calendar date some days around the moment of the row.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="form">The physical form.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="timeline">When the row came into being.</param>
/// <param name="first">The least number of days after that.</param>
/// <param name="days">How many days it may be.</param>
internal sealed class DateCell(ulong salt, NumberForm form, Nulls? nulls, Timeline timeline, int first, int days)
    : NumberCell(form, nulls)
{
    protected override long Draw(long row, uint attempt, long low, long high)
    {
        var draw = Mixer.At(salt, row, attempt);
        var day = timeline.Moment(row) / 86_400_000 + first + Mixer.Below(draw, (long)days);
        return day >= low && day <= high ? day
            : high <= low ? low
            : low + Mixer.Below(draw, Math.Min(high - low, 365) + 1);
    }
}
