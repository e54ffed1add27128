namespace Dbwright.Migrations;

/// <summary>How patient a run is.</summary>
public sealed record RunOptions
{
    /// <summary>
    /// How long a statement waits for a lock before it gives way: everybody who comes after it waits behind it meanwhile. Two seconds is what
    /// strong_migrations and GoCardless use and recommend less than ten for.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a statement may run; none is for ever.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>How often a file, or a statement of a file that is no transaction, is tried when a lock is not free.</summary>
    public int Attempts { get; init; } = 30;

    /// <summary>The pause after the first attempt; it doubles with each one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Every pause is varied by half, so that runs do not meet again and again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a run waits for another run on the same database.</summary>
    public TimeSpan WaitForRun { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a lock that is not free is looked at.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Who is in the way is asked after so long, and as often.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the keys of a batch of a backfill should take, which is how long others wait for its rows. Measured beside 200 transactions a
    /// second on two processors, in one block on the server: 99 % of them took up to 1.4 ms beside batches of 600 keys (2 ms) and of 2,000 (6 ms),
    /// alone 1.1 (docs/measurements.md).
    /// </summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromMilliseconds(6);

    /// <summary>
    /// How many times longer its keys should take than what a batch costs without any: slow disks, far servers and histories with many dead
    /// versions of a row make batches longer. With 4 MariaDB on a disk took 1.2 times as long as with 8, nobody waited longer with 8
    /// (docs/measurements.md).
    /// </summary>
    public double BatchShare { get; init; } = 8;

    /// <summary>How long the keys of a batch take at most, whatever a batch costs.</summary>
    public TimeSpan LongestBatch { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How often the progress of a backfill is told. A server begins batches by itself for so long where it has no replicas, and for
    /// <see cref="Poll"/> where they are looked at between: each pause lets others wait for a processor (docs/measurements.md).
    /// </summary>
    public TimeSpan Tell { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The delay of the slowest replica at which a backfill pauses.</summary>
    public TimeSpan ReplicaLag { get; init; } = TimeSpan.FromSeconds(10);
}
