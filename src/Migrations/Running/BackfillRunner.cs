using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Runs backfills: batches of keys, each a transaction with the note of its last key, so long that locks are held briefly, with pauses while
/// replicas are behind.
/// </summary>
internal sealed class BackfillRunner(
    RunSessions sessions,
    RunOptions options,
    TimeProvider clock,
    Patience patience,
    Action<string> tell
)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    private readonly ReplicaWatch replicas = new(clock);
    private long? looked;

    private ISession Session => sessions.Worker;

    private INames Names => sessions.Engine.Require<INames>();

    /// <summary>Runs one to its end.</summary>
    /// <param name="backfill">What runs.</param>
    /// <param name="at">Where it stands, for people.</param>
    /// <param name="lastKey">The last key that an earlier run has done; none to begin.</param>
    /// <param name="note">What notes a last key, in the transaction of its batch.</param>
    /// <param name="cancellation">Stops it; the batch that runs is undone.</param>
    /// <exception cref="EngineException">A batch is refused.</exception>
    public async Task RunAsync(
        Backfill backfill,
        Location at,
        string? lastKey,
        Func<string, Query> note,
        CancellationToken cancellation
    )
    {
        var from = lastKey is null ? null : BackfillKey.Parse(lastKey);
        var size = new BatchSize(backfill.Rows, options);
        var (batches, keys) = (0, 0L);
        var started = clock.GetTimestamp();
        var told = started;
        // Rows that come later do not count: whoever waited for the last of them would never be done while others write.
        var end = await EndAsync(backfill, cancellation);
        var batch = end is null ? null : await FoundAsync(backfill, new(from, end, size.Next()), [], cancellation);
        while (batch is ({ } to, var count))
        {
            // Where the next one ends is asked for on the way, by the number of keys that is known by now.
            var next = new Ahead(to, end!, size.Next());
            Sequence<Query> work = [.. Work(backfill, from, to, note), Whole(backfill, next)];
            IReadOnlyList<object?[]> whole = [];
            var began = clock.GetTimestamp();
            await patience.RunAsync(
                at.ToString(),
                async () => whole = await Session.QueryAsOneAsync(work, cancellation),
                cancellation
            );
            size.Took(count, clock.GetElapsedTime(began));
            (from, batches, keys) = (to, batches + 1, keys + count);
            batch = await FoundAsync(backfill, next, whole, cancellation);
            if (clock.GetElapsedTime(told) >= TellEvery)
            {
                told = clock.GetTimestamp();
                await TellAsync(backfill, at, to, keys, clock.GetElapsedTime(started), cancellation);
            }

            await GiveWayAsync(at, cancellation);
        }

        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{at}: {keys:N0} keys of {backfill.Table} in {batches:N0} {(batches == 1 ? "batch" : "batches")}, {seconds:0.0} s"
            )
        );
    }

    private IEnumerable<Query> Work(Backfill backfill, object? from, object to, Func<string, Query> note)
    {
        if (sessions.Locks.CommitsSoon is { } soon)
        {
            yield return new(soon, []);
        }

        yield return new(backfill.Statement(Range(backfill, from is not null)), from is null ? [to] : [from, to]);
        yield return note(BackfillKey.Text(to));
    }

    private async Task<object?> EndAsync(Backfill backfill, CancellationToken cancellation)
    {
        var last = await Session.QueryAsync(
            $"select {backfill.Key} from {backfill.Table} where {backfill.Key} is not null order by {backfill.Key} desc limit 1",
            [],
            cancellation
        );
        return last is [[{ } key]] ? key : null;
    }

    // The last key of a batch that has all its keys.
    private Query Whole(Backfill backfill, Ahead ahead) =>
        new(
            $"select {backfill.Key} {Keys(backfill, ahead)} limit 1 offset {Names.Parameter(ahead.Values.Count + 1)}",
            [.. ahead.Values, ahead.Count - 1L]
        );

    private async Task<(object? To, long Count)?> FoundAsync(
        Backfill backfill,
        Ahead ahead,
        IReadOnlyList<object?[]> whole,
        CancellationToken cancellation
    )
    {
        if (whole is [[{ } last]])
        {
            return (last, ahead.Count);
        }

        // The last batch has fewer; not every type of key has a greatest one.
        var number = ahead.Count.ToString(CultureInfo.InvariantCulture);
        var found = await Session.QueryAsync(
            $"select k, n from (select {backfill.Key} as k, row_number() over (order by {backfill.Key}) as n "
                + $"{Keys(backfill, ahead)} limit {number}) as batch order by n desc limit 1",
            ahead.Values,
            cancellation
        );
        return found is [[{ } key, { } count]] ? (key, Convert.ToInt64(count, CultureInfo.InvariantCulture)) : null;
    }

    private string Keys(Backfill backfill, Ahead ahead) =>
        $"from {backfill.Table} where {Range(backfill, ahead.From is not null)} order by {backfill.Key}";

    private string Range(Backfill backfill, bool hasStart) =>
        hasStart
            ? $"{backfill.Key} > {Names.Parameter(1)} and {backfill.Key} <= {Names.Parameter(2)}"
            : $"{backfill.Key} <= {Names.Parameter(1)}";

    private async Task TellAsync(
        Backfill backfill,
        Location at,
        object to,
        long keys,
        TimeSpan elapsed,
        CancellationToken cancellation
    )
    {
        var rate = keys / elapsed.TotalSeconds;
        var left = "";
        if (to is long key)
        {
            var bounds = (
                await Session.QueryAsync(
                    $"select min({backfill.Key}), max({backfill.Key}) from {backfill.Table}",
                    [],
                    cancellation
                )
            )[0];
            var (first, last) = (
                Convert.ToDouble(bounds[0], CultureInfo.InvariantCulture),
                Convert.ToDouble(bounds[1], CultureInfo.InvariantCulture)
            );
            var share = last > first ? (key - first) / (last - first) : 1;
            left = string.Create(
                CultureInfo.InvariantCulture,
                $", {share:P0}, about {elapsed.TotalSeconds * (1 - share) / Math.Max(share, 0.001):0} s left"
            );
        }

        tell(string.Create(CultureInfo.InvariantCulture, $"{at}: {keys:N0} keys, {rate:N0} a second{left}"));
    }

    private async Task GiveWayAsync(Location at, CancellationToken cancellation)
    {
        if (looked is { } last && clock.GetElapsedTime(last) < options.Poll)
        {
            return;
        }

        looked = clock.GetTimestamp();
        var hasTold = false;
        while (
            await sessions.Locks.ReplicasAsync(Session, cancellation) is { } position
            && replicas.Behind(position) is var lag
            && lag > options.ReplicaLag
        )
        {
            if (!hasTold)
            {
                tell(string.Create(CultureInfo.InvariantCulture, $"{at}: pauses, as a replica is {lag.TotalSeconds:0} s behind"));
                hasTold = true;
            }

            await Task.Delay(options.Poll, cancellation);
        }
    }
}

/// <summary>Keys that a batch is looked for among.</summary>
/// <param name="From">The key that they come after; none for the first ones.</param>
/// <param name="End">The last one of all.</param>
/// <param name="Count">How many a batch should have.</param>
internal sealed record Ahead(object? From, object End, int Count)
{
    /// <summary>The values of the condition on the key.</summary>
    public Sequence<object?> Values => From is null ? [End] : [From, End];
}

/// <summary>Keys as texts, so that a later run has the same value again.</summary>
internal static class BackfillKey
{
    /// <summary>The text: a letter for the type, and the value.</summary>
    /// <exception cref="Failure">Keys of this type are not known.</exception>
    public static string Text(object key) =>
        key switch
        {
            long or int or short => string.Create(CultureInfo.InvariantCulture, $"i{key}"),
            decimal number => string.Create(CultureInfo.InvariantCulture, $"d{number}"),
            string text => $"s{text}",
            Guid id => $"u{id}",
            DateTime moment => string.Create(CultureInfo.InvariantCulture, $"t{moment:O}"),
            _ => throw Failure.Because(
                ExitStatus.BadInput,
                "backfill-key",
                $"The key of a backfill cannot be of this type ({key.GetType().Name}).",
                "Expected numbers, texts, uuids or moments."
            ),
        };

    /// <summary>The value of a text that <see cref="Text"/> gave.</summary>
    public static object Parse(string text) =>
        text[0] switch
        {
            'i' => long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
            'd' => decimal.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
            'u' => Guid.Parse(text.AsSpan(1)),
            't' => DateTime.Parse(text.AsSpan(1), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            _ => text[1..],
        };
}
