using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Batches that are sent one by one.</summary>
/// <param name="session">The session that works.</param>
/// <param name="statement">The statement.</param>
/// <param name="names">How parameters are written.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClientBatches(ISession session, BatchedStatement statement, INames names, TimeProvider clock) : IBatches
{
    private static readonly BatchesDone Nothing = new(0, 0, TimeSpan.Zero, null, true);

    private (object? From, object? End)? known;

    /// <inheritdoc />
    public async Task<BatchesDone> RunAsync(int keys, BatchLimits limits, CancellationToken cancellation)
    {
        known ??= (await NotedAsync(cancellation), await EndAsync(cancellation));
        var (from, end) = known.Value;
        if (end is null)
        {
            return Nothing;
        }

        var began = clock.GetTimestamp();
        IReadOnlyList<object?> bounds = from is null ? [end] : [from, end];
        var found = await session.QueryAsync(
            statement.At(statement.Key, Range(from), names.Parameter(bounds.Count + 1)),
            [.. bounds, keys - 1L],
            cancellation
        );
        var isLast = found is not [[{ }]];
        var (to, count) = isLast ? (end, await CountAsync(from, bounds, cancellation)) : (found[0][0]!, keys);
        if (count == 0)
        {
            return Nothing;
        }

        var note = statement.Kind(to) + BackfillKey.Text(to);
        await WorkAsync(from, to, note, cancellation);
        known = (to, end);
        return new(count, 1, clock.GetElapsedTime(began), note, isLast);
    }

    private Task WorkAsync(object? from, object to, string note, CancellationToken cancellation) =>
        session.UndoneOnFailureAsync(async () =>
        {
            await session.BeginAsync(cancellation);
            await session.QueryAsync(statement.Statement(Range(from)), from is null ? [to] : [from, to], cancellation);
            await session.QueryAsync(statement.Note, [note, statement.Run], cancellation);
            await session.CommitAsync(cancellation);
        });

    private async Task<object?> NotedAsync(CancellationToken cancellation) =>
        await session.QueryAsync(statement.Noted, [statement.Run], cancellation) is [[string noted]]
            ? BackfillKey.Parse(noted)
            : null;

    // Rows that come later do not count: whoever waited for the last of them would never be done while others write.
    private async Task<object?> EndAsync(CancellationToken cancellation) =>
        await session.QueryAsync(statement.Last(statement.Key), [], cancellation) is [[{ } end]] ? end : null;

    private async Task<long> CountAsync(object? from, IReadOnlyList<object?> bounds, CancellationToken cancellation) =>
        Convert.ToInt64(
            (await session.QueryAsync(statement.Count(Range(from)), bounds, cancellation))[0][0],
            CultureInfo.InvariantCulture
        );

    private string Range(object? from) =>
        from is null
            ? $"{statement.Key} <= {names.Parameter(1)}"
            : $"{statement.Key} > {names.Parameter(1)} and {statement.Key} <= {names.Parameter(2)}";
}
