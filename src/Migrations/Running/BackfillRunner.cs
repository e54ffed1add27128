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
    private readonly ReplicaWatch replicas = new(clock);
    private long? looked;
    private bool hasReplicas;

    private ISession Session => sessions.Worker;

    /// <summary>Runs one to its end, from the key on that the history has.</summary>
    /// <param name="backfill">What runs.</param>
    /// <param name="at">Where it stands, for people.</param>
    /// <param name="history">Where keys are noted.</param>
    /// <param name="version">The migration.</param>
    /// <param name="cancellation">Stops it; the batch that runs is undone.</param>
    /// <exception cref="EngineException">A batch is refused.</exception>
    /// <exception cref="Failure">Keys of this type are not known.</exception>
    public async Task RunAsync(
        Backfill backfill,
        Location at,
        MigrationHistory history,
        string version,
        CancellationToken cancellation
    )
    {
        var statement = new BatchedStatement(
            backfill.Table,
            backfill.Key,
            backfill.Statement,
            history.NoteKey,
            history.NotedKey,
            version,
            key => BackfillKey.Kind(key) ?? throw NoKey(backfill, at)
        );
        var size = new BatchSize(backfill.Rows, options);
        var (batches, keys) = (0, 0L);
        var started = clock.GetTimestamp();
        var told = started;
        var work = await PatientAsync(at, () => BatchesAsync(statement, cancellation), cancellation);
        BatchesDone done;
        do
        {
            await GiveWayAsync(at, cancellation);
            var limits = new BatchLimits(size.Time(hasReplicas ? options.Poll : options.Tell), options.LongestBatch);
            done = await PatientAsync(at, () => work.RunAsync(size.Next, limits, cancellation), cancellation);
            (batches, keys) = (batches + done.Batches, keys + done.Keys);
            if (done.Batches > 0)
            {
                size.Took(done.Keys, done.Batches, done.Time);
            }

            if (done.Key is { } key && clock.GetElapsedTime(told) >= options.Tell)
            {
                told = clock.GetTimestamp();
                await TellAsync(backfill, at, key, keys, clock.GetElapsedTime(started), cancellation);
            }
        } while (!done.IsLast);

        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{at}: {keys:N0} keys of {backfill.Table} in {batches:N0} {(batches == 1 ? "batch" : "batches")}, {seconds:0.0} s"
            )
        );
    }

    private static Failure NoKey(Backfill backfill, Location at) =>
        Failure.Because(
            ExitStatus.BadInput,
            "backfill-key",
            $"Batches cannot be told apart by {backfill.Key}: keys of its type are not known.",
            "Expected a column of whole or decimal numbers, texts, uuids or moments.",
            "Name another unique column behind dbwright:backfill.",
            at
        );

    private async Task<IBatches> BatchesAsync(BatchedStatement statement, CancellationToken cancellation) =>
        (Session is IServerBatches server ? await server.BatchesAsync(statement, cancellation) : null)
        ?? new ClientBatches(Session, statement, sessions.Engine.Require<INames>(), clock);

    private async Task<T> PatientAsync<T>(Location at, Func<Task<T>> work, CancellationToken cancellation)
    {
        T? result = default;
        await patience.RunAsync(at.ToString(), async () => result = await work(), cancellation);
        return result!;
    }

    private async Task TellAsync(
        Backfill backfill,
        Location at,
        string lastKey,
        long keys,
        TimeSpan elapsed,
        CancellationToken cancellation
    )
    {
        var rate = keys / elapsed.TotalSeconds;
        var left = "";
        // Only numbers have shares.
        if (lastKey.StartsWith('i') && BackfillKey.Parse(lastKey) is long key)
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
        while (await LagAsync(cancellation) is var lag && lag > options.ReplicaLag)
        {
            if (!hasTold)
            {
                tell(string.Create(CultureInfo.InvariantCulture, $"{at}: pauses, as a replica is {lag.TotalSeconds:0} s behind"));
                hasTold = true;
            }

            await Task.Delay(options.Poll, cancellation);
        }
    }

    private async Task<TimeSpan> LagAsync(CancellationToken cancellation)
    {
        var position = await sessions.Locks.ReplicasAsync(Session, cancellation);
        hasReplicas = position is not null;
        return position is null ? TimeSpan.Zero : replicas.Behind(position);
    }
}

/// <summary>Keys as texts, so that a later run has the same value again.</summary>
internal static class BackfillKey
{
    /// <summary>What the text begins with, the letter for the type of a key; none for types that are not known.</summary>
    public static string? Kind(object key) =>
        key switch
        {
            long or int or short => "i",
            decimal => "d",
            string => "s",
            Guid => "u",
            DateTime => "t",
            _ => null,
        };

    /// <summary>What follows the letter, the value.</summary>
    public static string Text(object key) =>
        key is DateTime moment ? moment.ToString("O") : Convert.ToString(key, CultureInfo.InvariantCulture)!;

    /// <summary>The value of a letter and what follows it.</summary>
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
