namespace Dbwright.Data;

/// <summary>
/// When the rows of a table came into being: evenly over a year, in the order of their numbers, as an append-only table grows. Tables
/// begin some days after those they refer to, so that the first children have parents to choose from. The year ends at a fixed moment, so
/// that data does not depend on the day it is made.
/// </summary>
internal sealed class Timeline
{
    /// <summary>2025-01-01T00:00:00Z in milliseconds of the Unix epoch.</summary>
    public const long Start = 1735689600000;

    /// <summary>2026-01-01T00:00:00Z: no loaded row is later.</summary>
    public const long End = 1767225600000;

    private const long Lead = 3 * 86_400_000L;
    private const int MostLeads = 20;
    private const long FreshStep = 1000;

    private readonly long rows;
    private readonly long begin;
    private readonly double step;
    private readonly ulong salt;
    private readonly bool atOnce;

    /// <param name="rows">How many rows are loaded.</param>
    /// <param name="depth">How many references lead from the table to one that refers to none.</param>
    /// <param name="atOnce">Whether all rows are there from the start: those that ship with the schema.</param>
    /// <param name="salt">The table's own draws.</param>
    public Timeline(long rows, int depth, bool atOnce, ulong salt)
    {
        this.rows = rows;
        this.salt = salt;
        this.atOnce = atOnce;
        begin = atOnce ? Start : Start + Math.Min(depth, MostLeads) * Lead;
        step = (double)(End - begin) / Math.Max(1, rows);
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

        if (atOnce)
        {
            return begin;
        }

        var low = (long)(row * step);
        var room = (long)((row + 1) * step) - low;
        return begin + (row == 0 || room <= 1 ? low : low + Mixer.Below(Mixer.At(salt, row), room));
    }

    /// <summary>The start of the time that belongs to a row: greater than that of every row before it, up to 31 billion rows.</summary>
    public long First(long row) => row >= rows ? End + (row - rows) * FreshStep : begin + (long)(row * step);

    /// <summary>How many loaded rows there are for certain at a moment; at least one.</summary>
    public long Before(long moment) => moment >= End || atOnce ? rows : Math.Clamp((long)((moment - begin) / step), 1, rows);
}
