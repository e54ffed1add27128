namespace Dbwright.Commands;

/// <summary>The numbers that decide how long is measured and what counts.</summary>
public sealed record ProofOptions
{
    /// <summary>
    /// At most so many timed executions of a pattern in a phase. Default 300: the 99th percentile then has three samples above it, and more
    /// do not change the verdict on a quiet machine.
    /// </summary>
    public int MaxSamples { get; init; } = 300;

    /// <summary>At least so many, however slow the statement is. Default 12: below that the 95th percentile is the maximum.</summary>
    public int MinSamples { get; init; } = 12;

    /// <summary>
    /// After so long no further sample is taken once there are enough. Default 0.8 s: 50 patterns in two phases stay within a minute and a half, most far below.
    /// </summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>After so long sampling ends even with fewer samples than wanted. Default 12 s.</summary>
    public TimeSpan HardBudget { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Untimed executions before the first sample. Default 3, so that plans and pages are cached.</summary>
    public int WarmUps { get; init; } = 3;

    /// <summary>
    /// How often a pattern that misses its target, or a write that costs too much, is measured again. Default 2: a burst of other work on a
    /// shared machine rarely lasts through three rounds, and a design that is too slow fails all of them. What the earlier rounds gave is a
    /// finding of its own.
    /// </summary>
    public int Repeats { get; init; } = 2;

    /// <summary>
    /// How much slower an undisturbed write may be than with the indexes of keys and unique constraints only. Default 2 (the write side of
    /// the brief's "balance read performance gains against write overhead").
    /// </summary>
    public double WriteCost { get; init; } = 2;

    /// <summary>
    /// The share of the queries, weighted by their rates, that must use an index. Default 80 % (brief, design quality: "80%+ queries use
    /// indexes").
    /// </summary>
    public double IndexedShare { get; init; } = 0.8;
}
