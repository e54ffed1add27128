using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Fills a database: constraints out of the way, tables loaded side by side, everything validated by the engine at the end.</summary>
internal sealed class BulkLoad(Engine engine, ISandboxDatabase database, CommandContext context)
{
    /// <summary>Loads every generated table.</summary>
    /// <returns>Rows and seconds by table, in load order.</returns>
    public async Task<Sequence<TableLoad>> RunAsync(
        RelationalSchema schema,
        DataProfile profile,
        RowGenerator generator,
        CancellationToken cancellation
    )
    {
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        var (before, after) = engine.Require<IWriter>().AroundBulkLoad(schema);
        await ExecuteAsync(session, before, cancellation);
        var loads = await LoadAsync(profile, generator, cancellation);
        context.Narrator.Tell("checking every reference and constraint");
        await ExecuteAsync(session, after, cancellation);
        return loads;
    }

    private async Task<Sequence<TableLoad>> LoadAsync(DataProfile profile, RowGenerator generator, CancellationToken cancellation)
    {
        // Reference data came with the migrations; the biggest tables start first, so that no worker is left with one at the end.
        var generated = generator.LoadOrder.Where(t => profile.Find(t) is { Fixed: null }).ToList();
        var queue = new Queue<QualifiedName>(generated.OrderByDescending(t => generator.Source(t).Rows).ThenBy(t => t));
        var total = generated.Sum(t => generator.Source(t).Rows);
        var loads = new Dictionary<QualifiedName, TableLoad>();
        var done = 0L;
        var gate = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loader = engine.Require<ILoader>();
        await Task.WhenAll(Enumerable.Range(0, loader.Parallelism).Select(_ => Task.Run(WorkAsync, stop.Token)));
        return generated.Select(t => loads[t]).ToSequence();

        async Task WorkAsync()
        {
            try
            {
                await using var session = await database.OpenAsync(SandboxUser.Owner, stop.Token);
                while (Next() is { } table)
                {
                    await LoadTableAsync(session, table);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }

        QualifiedName? Next()
        {
            lock (gate)
            {
                return queue.TryDequeue(out var table) ? table : null;
            }
        }

        async Task LoadTableAsync(ISession session, QualifiedName table)
        {
            var source = generator.Source(table);
            var started = context.Clock.GetTimestamp();
            var reported = 0L;
            await loader.LoadAsync(session, source, 0, source.Rows, new LoadProgress(Report), stop.Token);
            lock (gate)
            {
                loads[table] = new TableLoad(table.ToString(), source.Rows, context.Clock.GetElapsedTime(started).TotalSeconds);
            }

            Report(source.Rows);

            void Report(long rows)
            {
                lock (gate)
                {
                    done += rows - reported;
                    reported = rows;
                    context.Narrator.Progress("rows", done, total);
                }
            }
        }
    }

    private static async Task ExecuteAsync(ISession session, Sequence<Definition> definitions, CancellationToken cancellation)
    {
        foreach (var definition in definitions)
        {
            await session.ExecuteAsync(definition.Sql, cancellation);
        }
    }

    private sealed class LoadProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
