namespace Dbwright.Data;

/// <summary>
/// When the rows of a table came into being: evenly over a year, in the order of their numbers, as an append-only table grows. The year
/// ends at a fixed moment, so that data does not depend on the day it is made.
/// </summary>
internal sealed class Timeline
{
    /// <summary>2025-01-01T00:00:00Z in milliseconds of the Unix epoch.</summary>
    public const long Start = 1735689600000;

    /// <summary>2026-01-01T00:00:00Z: no loaded row is later.</summary>
    public const long End = 1767225600000;

    private const long Span = End - Start;
    private const long FreshStep = 1000;

    private readonly long rows;
    private readonly double step;
    private readonly ulong salt;

    public Timeline(long rows, ulong salt)
    {
        this.rows = rows;
        this.salt = salt;
        step = (double)Span / Math.Max(1, rows);
    }

    /// <summary>How many rows are loaded.</summary>
    public long Rows => rows;

    /// <summary>The moment of a row in milliseconds; never earlier than that of a row before it.</summary>
    public long Moment(long row)
    {
        if (row >= rows)
        {
            return End + (row - rows) * FreshStep;
        }

        var low = (long)(row * step);
        var room = (long)((row + 1) * step) - low;
        return Start + (row == 0 || room <= 1 ? low : low + Mixer.Below(Mixer.At(salt, row), room));
    }

    /// <summary>The start of the time that belongs to a row: greater than that of every row before it, up to 31 billion rows.</summary>
    public long First(long row) => row >= rows ? End + (row - rows) * FreshStep : Start + (long)(row * step);

    /// <summary>How many loaded rows there are for certain at a moment; at least one.</summary>
    public long Before(long moment) => moment >= End ? rows : Math.Clamp((long)((moment - Start) / step), 1, rows);
}
