using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A database that is filled: foreign keys and triggers out of the way, chunks loaded side by side, everything validated.</summary>
/// <param name="open">Opens a session in which rows can be written.</param>
/// <param name="engine">The engine.</param>
/// <param name="description">The database for people, without secrets.</param>
/// <param name="context">The world.</param>
internal sealed partial class SeedTarget(
    Func<CancellationToken, Task<ISession>> open,
    Engine engine,
    string description,
    CommandContext context
)
{
    private const long ChunkRows = 250_000;
    private const int Reconnections = 5;

    /// <summary>The database for people, without secrets.</summary>
    public string Description => description;

    /// <summary>Opens a session on it.</summary>
    public Task<ISession> OpenAsync(CancellationToken cancellation) => open(cancellation);

    /// <summary>Fills a database of the user's.</summary>
    /// <exception cref="Failure">It has not the tables, or holds rows (<see cref="ExitStatus.Refused"/>).</exception>
    public async Task<SeedResult> FillAsync(
        SeedRequest request,
        SourceSchema source,
        SeedRules rules,
        CancellationToken cancellation
    )
    {
        RelationalSchema schema;
        SeedJournal journal;
        await using (var session = await open(cancellation))
        {
            journal = await SeedJournal.OpenAsync(session, engine, request, cancellation);
            schema = journal.Schema ?? await SchemaAsync(session, source, cancellation);
            if (!journal.IsResumed)
            {
                await RefuseRowsAsync(session, schema, cancellation);
            }
        }

        var rows = SeedHandler.Generate(request, schema, rules, context, cancellation);
        if (journal.IsResumed)
        {
            context.Narrator.Tell("an earlier run did not end; it goes on where it stopped");
        }

        var (loads, seconds, verdicts) = await LoadAsync(schema, rows, cancellation, journal);
        return new(description, loads, seconds, verdicts, [], [.. source.Findings, .. rows.Notes]);
    }

    /// <summary>Loads the rows.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="journal">What keeps account in the database itself; none where nobody needs it afterwards.</param>
    public async Task<(Sequence<TableLoad> Loads, double Seconds, Sequence<Verdict> Verdicts)> LoadAsync(
        RelationalSchema schema,
        SchemaRows rows,
        CancellationToken cancellation,
        SeedJournal? journal = null
    )
    {
        var started = context.Clock.GetTimestamp();
        var filled = schema with { Tables = schema.Tables.Where(t => rows.LoadOrder.Contains(t.Name)).ToSequence() };
        var (before, after) = engine.Require<IWriter>().AroundBulkLoad(filled);
        await using (var first = await open(cancellation))
        {
            if (journal is { IsResumed: false })
            {
                await journal.BeginAsync(first, schema, before, cancellation);
            }
            else if (journal is null)
            {
                await ExecuteAsync(first, before, cancellation);
            }
            else
            {
                await ExecuteAsync(first, await StillInTheWayAsync(first, filled, cancellation), cancellation);
            }
        }

        context.Narrator.Stage("load the rows");
        Sequence<TableLoad> loads;
        try
        {
            loads = await ChunksAsync(rows, journal, cancellation);
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "seed-refused",
                $"{engine.Title} does not take a row: {e.Message}",
                journal is null
                    ? "Nothing outside of the sandbox was touched."
                    : "The target keeps the account of the run in its table dbwright_seed; foreign keys come back when a run ends.",
                "A rule for the column helps (--rules): columns: {TABLE.COLUMN: {values: [\"…\"]}}",
                cause: e
            );
        }

        // A session that waited all the time may have been lost meanwhile.
        await using var session = await open(cancellation);
        context.Narrator.Stage("check every reference and constraint");
        try
        {
            await ExecuteAsync(session, after, cancellation);
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "seed-validation",
                $"The rows were loaded, but {engine.Title} does not take a constraint back: {e.Message}",
                "The constraints that are not back are listed in the table dbwright_seed of the target.",
                "Report it with the schema; the rows can be removed by truncating the tables.",
                cause: e
            );
        }

        if (journal is not null)
        {
            await SeedJournal.EndAsync(session, cancellation);
        }

        var seconds = context.Clock.GetElapsedTime(started).TotalSeconds;
        return (loads, seconds, await CountAsync(schema, filled, session, cancellation));
    }

    private async Task<Sequence<Verdict>> CountAsync(
        RelationalSchema schema,
        RelationalSchema filled,
        ISession session,
        CancellationToken cancellation
    )
    {
        context.Narrator.Stage("count what must not be there");
        // A table that others inherit from shows their rows too, and its keys say nothing about those.
        var counted = filled with
        {
            Tables = filled.Tables.Where(t => !schema.Tables.Any(c => c.Inherits.Contains(t.Name))).ToSequence(),
        };
        return await IntegrityChecks.RunAsync(counted, session, engine.Require<INames>(), cancellation);
    }

    // The run before may have stopped while constraints went, or while they came back.
    private async Task<Sequence<Definition>> StillInTheWayAsync(
        ISession session,
        RelationalSchema filled,
        CancellationToken cancellation
    )
    {
        var there = await engine.Require<IInspector>().ReadAsync(session, cancellation);
        var left = filled with
        {
            Tables = filled
                .Tables.Select(t =>
                    t with
                    {
                        ForeignKeys = t
                            .ForeignKeys.Where(f => there.Find(t.Name)?.ForeignKeys.Any(o => o.Name == f.Name) == true)
                            .ToSequence(),
                        Triggers = t
                            .Triggers.Where(g => there.Find(t.Name)?.Triggers.Any(o => o.Name == g.Name) == true)
                            .ToSequence(),
                    }
                )
                .ToSequence(),
        };
        return engine.Require<IWriter>().AroundBulkLoad(left).Before;
    }

    private async Task<RelationalSchema> SchemaAsync(ISession session, SourceSchema source, CancellationToken cancellation)
    {
        var there = await engine.Require<IInspector>().ReadAsync(session, cancellation);
        var missing = source.Schema.Tables.Where(t => there.Find(t.Name) is null).Select(t => t.Name.ToString()).ToList();
        return missing.Count == 0
            ? there with
            {
                Tables = there.Tables.Where(t => source.Schema.Find(t.Name) is not null).ToSequence(),
            }
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-table",
                $"{description} has no table {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}.",
                $"The tables of {source.Description} must be there before they are filled.",
                "Create them first: dbwright diff TARGET SOURCE writes what is missing."
            );
    }

    private async Task RefuseRowsAsync(ISession session, RelationalSchema schema, CancellationToken cancellation)
    {
        var names = engine.Require<INames>();
        var full = new List<string>();
        foreach (var table in schema.Tables.Where(t => t.PartitionOf is null))
        {
            var found = await session.QueryAsync($"select 1 from {names.Quote(table.Name)} limit 1", [], cancellation);
            if (found.Count > 0)
            {
                full.Add(table.Name.ToString());
            }
        }

        if (full.Count > 0)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "target-holds-rows",
                $"{description} holds rows already: {string.Join(", ", full.Take(8))}{(full.Count > 8 ? ", …" : "")}.",
                "Generated rows would mix with them. Nothing was written.",
                "Add --top-up: rows are added and those stay as they are. Or empty the tables, or choose another target."
            );
        }
    }

    private async Task<Sequence<TableLoad>> ChunksAsync(SchemaRows rows, SeedJournal? journal, CancellationToken cancellation)
    {
        var chunks = new Queue<(QualifiedName Table, long From, long To)>(
            rows.LoadOrder.SelectMany(t => Chunks(t, rows.Source(t).Rows))
                .Where(c => journal?.IsDone(c.Table, c.From) != true)
                .OrderByDescending(c => c.To - c.From)
        );
        var total = chunks.Sum(c => c.To - c.From);
        var done = 0L;
        var seconds = rows.LoadOrder.ToDictionary(t => t, _ => 0.0);
        var gate = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loader = engine.Require<ILoader>();
        await Task.WhenAll(Enumerable.Range(0, loader.Parallelism).Select(_ => Task.Run(WorkAsync, stop.Token)));
        return rows.LoadOrder.Select(t => new TableLoad(t.ToString(), rows.Source(t).Rows, seconds[t])).ToSequence();

        async Task WorkAsync()
        {
            var session = default(ISession);
            try
            {
                while (Next() is { } chunk)
                {
                    session = await ChunkAsync(session, chunk);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
            finally
            {
                await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }

        (QualifiedName Table, long From, long To)? Next()
        {
            lock (gate)
            {
                return chunks.TryDequeue(out var chunk) ? chunk : null;
            }
        }

        async Task<ISession> ChunkAsync(ISession? session, (QualifiedName Table, long From, long To) chunk)
        {
            var started = context.Clock.GetTimestamp();
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    session ??= await open(stop.Token);
                    if (attempt == 0 || journal is null || !await journal.HasAsync(session, chunk.Table, chunk.From, stop.Token))
                    {
                        await LoadChunkAsync(session, chunk);
                    }

                    break;
                }
                catch (Exception e) when (attempt < Reconnections && journal is not null && !stop.IsCancellationRequested)
                {
                    if (session is not null && await AnswersAsync(session))
                    {
                        throw;
                    }

                    context.Narrator.Tell($"the connection was lost ({e.Message}); trying again");
                    await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
                    session = null;
                    await Task.Delay(TimeSpan.FromSeconds(1 << attempt), stop.Token);
                }
            }

            lock (gate)
            {
                seconds[chunk.Table] += context.Clock.GetElapsedTime(started).TotalSeconds;
                done += chunk.To - chunk.From;
                context.Narrator.Progress("rows", done, total);
            }

            return session;
        }

        async Task LoadChunkAsync(ISession session, (QualifiedName Table, long From, long To) chunk)
        {
            var source = rows.Source(chunk.Table);
            if (journal is null)
            {
                await loader.LoadAsync(session, source, chunk.From, chunk.To, null, stop.Token);
                return;
            }

            await journal.PrepareAsync(session, stop.Token);
            await session.BeginAsync(stop.Token);
            await loader.LoadAsync(session, source, chunk.From, chunk.To, null, stop.Token);
            await journal.DoneAsync(session, chunk.Table, chunk.From, stop.Token);
            await session.CommitAsync(stop.Token);
        }
    }

    private static async Task<bool> AnswersAsync(ISession session)
    {
        try
        {
            await session.RollbackAsync(CancellationToken.None);
            await session.QueryAsync("select 1", [], CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is EngineException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static IEnumerable<(QualifiedName Table, long From, long To)> Chunks(QualifiedName table, long rows)
    {
        for (long from = 0; from < rows; from += ChunkRows)
        {
            yield return (table, from, Math.Min(rows, from + ChunkRows));
        }
    }

    private static async Task ExecuteAsync(ISession session, Sequence<Definition> definitions, CancellationToken cancellation)
    {
        foreach (var definition in definitions)
        {
            await session.ExecuteAsync(definition.Sql, cancellation);
        }
    }
}
