using System.Collections.Frozen;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Rows that are added to those a database holds: all of them or none, in one transaction.</summary>
internal sealed partial class SeedTarget
{
    /// <summary>Adds rows until the tables hold as many as they are to hold; the rows that are there stay as they are.</summary>
    /// <exception cref="Failure">
    /// The database has not the tables, an earlier run did not end, a table has no room (<see cref="ExitStatus.Refused"/>,
    /// <see cref="ExitStatus.BadInput"/>), or the engine refuses a row (<see cref="ExitStatus.Failed"/>); nothing is left then.
    /// </exception>
    public async Task<SeedResult> AddAsync(
        SeedRequest request,
        SourceSchema source,
        SeedRules rules,
        CancellationToken cancellation
    )
    {
        await using var session = await open(cancellation);
        if ((await SeedJournal.OpenAsync(session, engine, request, cancellation)).IsResumed)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "unfinished-run",
                "An earlier run did not end on this database.",
                "Foreign keys may be missing until it ends.",
                "Give its command again; it goes on where it stopped. Then add rows."
            );
        }

        var schema = await SchemaAsync(session, source, cancellation);
        context.Narrator.Stage("ask for the rows that are there");
        var asked = SeedVolumes.Read(request.Rows, rules, schema);
        var wanted = SeedHandler.Profile(request, schema, asked).Tables.ToDictionary(t => t.Table, t => t.Rows);
        var reader = new HeldReader(session, engine, schema);
        var counts = await reader.CountsAsync(cancellation);
        if (wanted.All(w => w.Value <= counts.GetValueOrDefault(w.Key)))
        {
            var enough = wanted.Keys.Order().Select(t => new TableLoad(t.ToString(), 0, 0)).ToSequence();
            return new(description, enough, 0, [], [], [.. source.Findings, Enough(counts.Values.Sum())]);
        }

        var held = await reader.ReadAsync(counts, wanted, cancellation);
        var rows = SeedHandler.Generate(request, schema, rules, context, cancellation, held);
        var started = context.Clock.GetTimestamp();
        var filled = schema with
        {
            Tables = schema
                .Tables.Where(t => rows.LoadOrder.Contains(t.Name) && rows.Source(t.Name).Rows > rows.First(t.Name))
                .ToSequence(),
        };
        var loads = await InTransactionAsync(
            session,
            filled,
            () => AddedAsync(session, filled, rows, FrozenSet<QualifiedName>.Empty, cancellation),
            cancellation
        );
        var seconds = context.Clock.GetElapsedTime(started).TotalSeconds;
        return new(
            description,
            loads,
            seconds,
            await CountAsync(schema, filled, session, cancellation),
            [],
            [.. source.Findings, .. rows.Notes]
        );
    }

    /// <summary>Adds rows until the tables hold as many as a profile says.</summary>
    /// <param name="schema">The schema of the database.</param>
    /// <param name="profile">How many rows tables hold in the end, and what they are like.</param>
    /// <param name="counts">How many they hold now.</param>
    /// <param name="rules">What is said of columns.</param>
    /// <param name="seed">Chooses among all possible rows.</param>
    /// <param name="early">
    /// Tables that triggers write to while rows come into others: they get theirs first, and their numbers go on behind them.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">No rows satisfy the constraints, or the engine refuses one; nothing is added then.</exception>
    public async Task TopUpAsync(
        RelationalSchema schema,
        DataProfile profile,
        IReadOnlyDictionary<QualifiedName, long> counts,
        SeedRules rules,
        long seed,
        IReadOnlySet<QualifiedName> early,
        CancellationToken cancellation
    )
    {
        await using var session = await open(cancellation);
        var wanted = profile.Tables.ToDictionary(t => t.Table, t => t.Rows);
        var held = await new HeldReader(session, engine, schema).ReadAsync(counts, wanted, cancellation);
        var rows = SchemaRows.For(schema, profile, rules, seed, _ => false, held, cancellation);
        var filled = schema with
        {
            Tables = schema
                .Tables.Where(t => rows.LoadOrder.Contains(t.Name) && rows.Source(t.Name).Rows > rows.First(t.Name))
                .ToSequence(),
        };
        await InTransactionAsync(session, filled, () => AddedAsync(session, filled, rows, early, cancellation), cancellation);
    }

    private async Task<Sequence<TableLoad>> InTransactionAsync(
        ISession session,
        RelationalSchema filled,
        Func<Task<Sequence<TableLoad>>> load,
        CancellationToken cancellation
    )
    {
        // Where definitions cannot be undone, foreign keys stay and the session does not look at them; they are counted afterwards.
        var (before, after) = session.UndoesDefinitions ? engine.Require<IWriter>().AroundBulkLoad(filled) : ([], []);
        if (!session.UndoesDefinitions)
        {
            await session.ExecuteAsync("set foreign_key_checks = 0", cancellation);
        }
        else if (engine.Require<IWriter>().BeforeBulkLoad is { } ignore)
        {
            await session.ExecuteAsync(ignore, cancellation);
        }

        await session.BeginAsync(cancellation);
        try
        {
            await ExecuteAsync(session, before, cancellation);
            context.Narrator.Stage("add the rows");
            var loads = await load();
            context.Narrator.Stage("check every reference and constraint");
            await ExecuteAsync(session, after, cancellation);
            await session.CommitAsync(cancellation);
            return loads;
        }
        catch (EngineException e)
        {
            await session.RollbackAsync(CancellationToken.None);
            throw Failure.Because(
                ExitStatus.Failed,
                "seed-refused",
                $"{engine.Title} does not take a row: {e.Message}",
                "Nothing was added; the tables are as they were.",
                "A rule for the column helps (--rules): columns: {TABLE.COLUMN: {values: [\"…\"]}}, or another mask.",
                cause: e
            );
        }
    }

    private async Task<Sequence<TableLoad>> AddedAsync(
        ISession session,
        RelationalSchema filled,
        SchemaRows rows,
        IReadOnlySet<QualifiedName> early,
        CancellationToken cancellation
    )
    {
        var loads = new List<TableLoad>();
        var total = filled.Tables.Sum(t => rows.Source(t.Name).Rows - rows.First(t.Name));
        var done = 0L;
        foreach (var table in rows.LoadOrder.OrderBy(t => !early.Contains(t)))
        {
            var source = rows.Source(table);
            var first = rows.First(table);
            var began = context.Clock.GetTimestamp();
            if (source.Rows > first)
            {
                await engine.Require<ILoader>().LoadAsync(session, source, first, source.Rows, null, cancellation);
                if (early.Contains(table))
                {
                    await ExecuteAsync(session, NumbersOf(source.Table), cancellation);
                }
            }

            loads.Add(new(table.ToString(), source.Rows - first, context.Clock.GetElapsedTime(began).TotalSeconds));
            done += source.Rows - first;
            context.Narrator.Progress("rows", done, total);
        }

        return loads.ToSequence();
    }

    // None where numbers go on behind the greatest by themselves.
    private Sequence<Definition> NumbersOf(Table table) =>
        engine
            .Require<IWriter>()
            .AroundBulkLoad(new(engine.Name) { Tables = [table with { ForeignKeys = [], Triggers = [] }] })
            .After.Where(d => d.Kind == "sequence")
            .ToSequence();

    private static Finding Enough(long rows) =>
        new(
            "seed-top-up",
            Severity.Note,
            FormattableString.Invariant($"The tables hold as many rows as they are to hold ({rows} in all); nothing was added.")
        );
}
