namespace Dbwright.Migrations;

/// <summary>
/// How many keys the batches of a backfill have: so few that others wait briefly for their rows and for a processor, and so many that what a
/// batch costs however few it has (the way to the server, the note, the commit) stays a small part. That cost is found by batches in between
/// that are much smaller. Every figure is the middle one of the last ones, as single ones are late for reasons of their own.
/// </summary>
/// <param name="first">How many keys the first batch has.</param>
/// <param name="options">How long a batch should take.</param>
internal sealed class BatchSize(int first, RunOptions options)
{
    private const int MostKeys = 1_000_000;
    private const int Remembered = 7;
    private const int SmallEvery = 16;
    private const int SmallPart = 8;
    private const int SmallDoublings = 4;

    private readonly Queue<double> secondsPerKey = new();
    private readonly Queue<double> secondsPerBatch = new();
    private double keys = first;
    private int taken;
    private int steady;

    private double Fixed => Middle(secondsPerBatch);

    private bool IsSmall => taken % SmallEvery == SmallPart;

    /// <summary>How many keys the next batches should have.</summary>
    public int Next => (int)Math.Max(1, IsSmall ? keys / SmallPart : keys);

    /// <summary>For how long they run before their time counts: a few while their number of keys is far from the right one, and few of the small ones.</summary>
    /// <param name="most">For how long at most.</param>
    public TimeSpan Time(TimeSpan most) =>
        TimeSpan.FromSeconds(
            Math.Min(most.TotalSeconds, options.Batch.TotalSeconds * Math.Pow(2, IsSmall ? SmallDoublings : steady))
        );

    /// <summary>Takes what batches took that had as many keys as was said.</summary>
    /// <param name="count">The keys that they had.</param>
    /// <param name="batches">How many batches they were, at least one.</param>
    /// <param name="time">How long they took together.</param>
    public void Took(long count, int batches, TimeSpan time)
    {
        var seconds = time.TotalSeconds / batches;
        var each = (double)count / batches;
        if (IsSmall)
        {
            Remember(secondsPerBatch, Math.Max(0, seconds - Middle(secondsPerKey) * each));
        }
        else
        {
            Remember(secondsPerKey, Math.Max(0, seconds - Fixed) / each);
        }

        taken++;

        var worth = Math.Max(options.Batch.TotalSeconds, Math.Min(Fixed * options.BatchShare, options.LongestBatch.TotalSeconds));
        var right = worth / Middle(secondsPerKey);
        var (least, most) = (Math.Max(1, keys / 2), Math.Min(MostKeys, keys * 2));
        steady = right < least || right > most ? 0 : steady + 1;
        keys = Math.Clamp(right, least, most);
    }

    private static void Remember(Queue<double> last, double value)
    {
        last.Enqueue(value);
        if (last.Count > Remembered)
        {
            last.Dequeue();
        }
    }

    private static double Middle(Queue<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
}
