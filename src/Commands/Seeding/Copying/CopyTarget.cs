using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Rows that were read elsewhere, loaded in one transaction.</summary>
internal sealed partial class SeedTarget
{
    /// <summary>Loads rows that were read elsewhere: all of them or none.</summary>
    /// <param name="filled">The tables that have rows, in load order.</param>
    /// <param name="isSandbox">Whether the tables are there and empty for certain.</param>
    /// <param name="pages">The rows of a table, some at a time.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">
    /// The target has not the tables, holds rows (<see cref="ExitStatus.Refused"/>), or the engine refuses a row
    /// (<see cref="ExitStatus.Failed"/>); nothing is left then.
    /// </exception>
    public async Task<(Sequence<TableLoad> Loads, double Seconds, Sequence<Verdict> Verdicts)> CopyAsync(
        RelationalSchema filled,
        bool isSandbox,
        Func<Table, CancellationToken, IAsyncEnumerable<IRowSource>> pages,
        CancellationToken cancellation
    )
    {
        await using var session = await open(cancellation);
        if (!isSandbox)
        {
            await SchemaAsync(session, new(filled, "the database that rows are copied from", []), cancellation);
            await RefuseRowsAsync(session, filled, cancellation);
        }

        var started = context.Clock.GetTimestamp();
        var loads = await InTransactionAsync(session, filled, LoadAsync, cancellation);
        var seconds = context.Clock.GetElapsedTime(started).TotalSeconds;
        return (loads, seconds, await CountAsync(filled, filled, session, cancellation));

        async Task<Sequence<TableLoad>> LoadAsync()
        {
            var done = new List<TableLoad>();
            foreach (var table in filled.Tables)
            {
                var began = context.Clock.GetTimestamp();
                var rows = 0L;
                await foreach (var page in pages(table, cancellation))
                {
                    await engine.Require<ILoader>().LoadAsync(session, page, 0, page.Rows, null, cancellation);
                    rows += page.Rows;
                }

                done.Add(new(table.Name.ToString(), rows, context.Clock.GetElapsedTime(began).TotalSeconds));
            }

            return done.ToSequence();
        }
    }
}
