using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>Counts what is sent to a server, and cuts the connection at one of them, as the death of the program does.</summary>
internal sealed class Scissors
{
    /// <summary>At which call the connection goes; none for never.</summary>
    public int? At { get; init; }

    /// <summary>Whether the server has done what that call asks; otherwise it does not get it.</summary>
    public bool IsAnswerLost { get; init; }

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether the connections are gone.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Does a call, or not.</summary>
    /// <exception cref="EngineException">The connection is gone.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (IsCut || (++Calls == At && !IsAnswerLost))
        {
            IsCut = true;
            throw new EngineException("The connection was cut.", "08006");
        }

        var answer = await call();
        if (Calls == At && !IsCut)
        {
            IsCut = true;
            throw new EngineException("The connection was cut before the answer.", "08006");
        }

        return answer;
    }
}

/// <summary>A session whose connection may be cut.</summary>
internal sealed class CutSession(ISession inner, Scissors scissors) : ISession, IServerBatches
{
    public EngineVersion Version => inner.Version;

    public string VersionText => inner.VersionText;

    public bool UndoesDefinitions => inner.UndoesDefinitions;

    public Task ExecuteAsync(string sql, CancellationToken cancellation) =>
        scissors.CallAsync(async () =>
        {
            await inner.ExecuteAsync(sql, cancellation);
            return 0;
        });

    public Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellation) =>
        scissors.CallAsync(() => inner.QueryAsync(sql, values, cancellation));

    public async Task<IBatches?> BatchesAsync(BatchedStatement statement, CancellationToken cancellation) =>
        inner is IServerBatches server
        && await scissors.CallAsync(() => server.BatchesAsync(statement, cancellation)) is { } batches
            ? new CutBatches(batches, scissors)
            : null;

    public Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation) =>
        scissors.CallAsync(() => inner.PrepareAsync(statement, cancellation));

    public Task BeginAsync(CancellationToken cancellation) => Ended(() => inner.BeginAsync(cancellation));

    public Task BeginReadingAsync(CancellationToken cancellation) => Ended(() => inner.BeginReadingAsync(cancellation));

    public Task CommitAsync(CancellationToken cancellation) => Ended(() => inner.CommitAsync(cancellation));

    public Task RollbackAsync(CancellationToken cancellation) =>
        scissors.IsCut ? throw new EngineException("The connection was cut.", "08006") : inner.RollbackAsync(cancellation);

    // The server undoes what is open when it sees that the connection is gone; one that goes back to a pool would keep its locks.
    public async ValueTask DisposeAsync()
    {
        if (scissors.IsCut && inner.VersionText.StartsWith("PostgreSQL", StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<EngineException>(() =>
                inner.ExecuteAsync("select pg_terminate_backend(pg_backend_pid())", CancellationToken.None)
            );
        }

        await inner.DisposeAsync();
    }

    private Task<int> Ended(Func<Task> call) =>
        scissors.CallAsync(async () =>
        {
            await call();
            return 0;
        });
}

/// <summary>Batches on a server, of which the connection may be cut.</summary>
internal sealed class CutBatches(IBatches inner, Scissors scissors) : IBatches
{
    public Task<BatchesDone> RunAsync(int keys, BatchLimits limits, CancellationToken cancellation) =>
        scissors.CallAsync(() => inner.RunAsync(keys, limits, cancellation));
}
