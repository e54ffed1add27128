using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Collects what the statements of a file did while a run executed them.</summary>
/// <param name="file">The file.</param>
/// <param name="steps">Its statements.</param>
/// <param name="dialect">Its SQL.</param>
/// <param name="clock">The clock.</param>
/// <param name="measure">Runs a statement and says what the server did for it; none where others work on the database meanwhile.</param>
internal sealed class StatementWatch(
    ScriptFile file,
    Sequence<Step> steps,
    SqlDialect dialect,
    TimeProvider clock,
    Func<ISession, Step, CancellationToken, Task<StatementMeasure>>? measure
)
{
    private readonly List<MeasuredStatement> measured = [];

    private readonly List<(Location At, string Sql, Backfill Batches)> backfills = steps
        .Select(s => (file.At(s.Offset), s.Text, Backfill.Of(file, s, dialect)))
        .Where(b => b.Item3 is not null)
        .Select(b => (b.Item1, b.Text, b.Item3!))
        .ToList();

    /// <summary>What was measured.</summary>
    public Sequence<MeasuredStatement> Measured => measured.ToSequence();

    /// <summary>Executes a statement, and notes what it did when it is one of the file.</summary>
    public async Task ExecuteAsync(ISession session, string sql, CancellationToken cancellation)
    {
        var step = steps.FirstOrDefault(s => s.Text == sql && measured.TrueForAll(m => m.At != file.At(s.Offset)));
        if (step is null)
        {
            await session.ExecuteAsync(sql, cancellation);
            return;
        }

        if (measure is not null && step.Kind is StepKind.Plain or StepKind.Alone or StepKind.Repeatable or StepKind.Opaque)
        {
            var seen = await measure(session, step, cancellation);
            measured.Add(new(file.At(step.Offset), sql, seen.Took.TotalMilliseconds) { Measure = seen });
            return;
        }

        var log = await LogAsync(session, cancellation);
        var started = clock.GetTimestamp();
        await session.ExecuteAsync(sql, cancellation);
        var took = clock.GetElapsedTime(started).TotalMilliseconds;
        measured.Add(
            new(file.At(step.Offset), sql, took)
            {
                LogBytes = log is { } from && await LogAsync(session, cancellation) is { } to ? to - from : null,
            }
        );
    }

    /// <summary>Executes a query; the time of a batch counts for its backfill.</summary>
    public async Task<IReadOnlyList<object?[]>> QueryAsync(
        ISession session,
        string sql,
        IReadOnlyList<object?> values,
        CancellationToken cancellation
    )
    {
        var (at, text, _) = backfills.Find(b => b.Batches.IsBatch(sql));
        if (at is null)
        {
            return await session.QueryAsync(sql, values, cancellation);
        }

        var log = await LogAsync(session, cancellation);
        var started = clock.GetTimestamp();
        var result = await session.QueryAsync(sql, values, cancellation);
        var took = clock.GetElapsedTime(started).TotalMilliseconds;
        var added = log is { } from && await LogAsync(session, cancellation) is { } to ? to - from : (long?)null;
        var known = measured.FindIndex(m => m.At == at);
        if (known < 0)
        {
            measured.Add(new(at, text, took) { LogBytes = added });
        }
        else
        {
            var sum = measured[known];
            measured[known] = sum with { Milliseconds = sum.Milliseconds + took, LogBytes = sum.LogBytes + added };
        }

        return result;
    }

    private static async Task<long?> LogAsync(ISession session, CancellationToken cancellation) =>
        session.VersionText.StartsWith("PostgreSQL", StringComparison.Ordinal)
            ? Convert.ToInt64(
                (await session.QueryAsync("select (pg_current_wal_insert_lsn() - '0/0')::bigint", [], cancellation))[0][0],
                CultureInfo.InvariantCulture
            )
            : null;
}

/// <summary>A session whose statements are watched while <paramref name="watch"/> gives something to watch them with.</summary>
/// <param name="inner">The session.</param>
/// <param name="watch">Gives it, or none.</param>
internal sealed class WatchedSession(ISession inner, Func<StatementWatch?> watch) : ISession
{
    /// <inheritdoc />
    public EngineVersion Version => inner.Version;

    /// <inheritdoc />
    public string VersionText => inner.VersionText;

    /// <inheritdoc />
    public bool UndoesDefinitions => inner.UndoesDefinitions;

    /// <inheritdoc />
    public Task ExecuteAsync(string sql, CancellationToken cancellation) =>
        watch() is { } watching ? watching.ExecuteAsync(inner, sql, cancellation) : inner.ExecuteAsync(sql, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellation) =>
        watch() is { } watching
            ? watching.QueryAsync(inner, sql, values, cancellation)
            : inner.QueryAsync(sql, values, cancellation);

    /// <inheritdoc />
    public Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation) =>
        inner.PrepareAsync(statement, cancellation);

    /// <inheritdoc />
    public Task BeginAsync(CancellationToken cancellation) => inner.BeginAsync(cancellation);

    /// <inheritdoc />
    public Task BeginReadingAsync(CancellationToken cancellation) => inner.BeginReadingAsync(cancellation);

    /// <inheritdoc />
    public Task CommitAsync(CancellationToken cancellation) => inner.CommitAsync(cancellation);

    /// <inheritdoc />
    public Task RollbackAsync(CancellationToken cancellation) => inner.RollbackAsync(cancellation);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
