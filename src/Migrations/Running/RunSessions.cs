using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// The sessions of a run: one that works, and one beside it that holds the run's lock and looks at who is in the way. The lock is never held by
/// the session that works: a concurrent build waits for every transaction, also for its own session's.
/// </summary>
public sealed class RunSessions : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<ISession>> open;
    private readonly RunOptions options;
    private readonly Action<string> tell;
    private ISession? worker;
    private ISession? keeper;
    private long? number;

    private RunSessions(Engine engine, Func<CancellationToken, Task<ISession>> open, RunOptions options, Action<string> tell)
    {
        Engine = engine;
        Locks = engine.Require<IRunLocks>();
        this.open = open;
        this.options = options;
        this.tell = tell;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Its locks.</summary>
    public IRunLocks Locks { get; }

    /// <summary>The session that works.</summary>
    public ISession Worker => worker ?? throw new ObjectDisposedException(nameof(RunSessions));

    /// <summary>The session beside it.</summary>
    private ISession Keeper => keeper ?? throw new ObjectDisposedException(nameof(RunSessions));

    /// <summary>Opens them and takes the run's lock.</summary>
    /// <exception cref="Failure">
    /// Another run holds the lock for longer than the options allow, or a pooler makes locks of a session meaningless (refused); the server
    /// cannot be reached.
    /// </exception>
    public static async Task<RunSessions> OpenAsync(
        Engine engine,
        Func<CancellationToken, Task<ISession>> open,
        RunOptions options,
        Action<string> tell,
        CancellationToken cancellation
    )
    {
        var sessions = new RunSessions(engine, open, options, tell);
        try
        {
            await sessions.RefusePoolerAsync(cancellation);
            sessions.keeper = await open(cancellation);
            await sessions.TakeAsync(cancellation);
            await sessions.RenewAsync(cancellation);
            return sessions;
        }
        catch
        {
            await sessions.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a new session to work in, without the settings that a file made in the one before.</summary>
    public async Task RenewAsync(CancellationToken cancellation)
    {
        await (worker?.DisposeAsync() ?? ValueTask.CompletedTask);
        worker = await open(cancellation);
        number = await Locks.NumberAsync(worker, cancellation);
        await worker.ExecuteAsync(Locks.LockTimeout(options.LockTimeout), cancellation);
        if (options.StatementTimeout is { } limit && Locks.StatementTimeout(limit) is { } statement)
        {
            await worker.ExecuteAsync(statement, cancellation);
        }
    }

    /// <summary>Makes sure that the run's lock is still held.</summary>
    /// <exception cref="Failure">The session that held it is gone.</exception>
    public async Task HoldAsync(CancellationToken cancellation)
    {
        try
        {
            await Keeper.QueryAsync("select 1", [], cancellation);
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "run-lock-lost",
                "The session that kept other runs out is gone.",
                $"{e.Message}. What the history calls applied is done; nothing runs any more.",
                "Run the command again: it goes on where this one stopped.",
                cause: e
            );
        }
    }

    /// <summary>Runs one statement in the working session, and says meanwhile who is in its way.</summary>
    /// <exception cref="EngineException">The engine refuses it.</exception>
    public async Task ExecuteAsync(Step step, CancellationToken cancellation)
    {
        var isPatient = Locks.WaitsQuietly(step);
        if (isPatient)
        {
            await Worker.ExecuteAsync(Locks.LockTimeout(TimeSpan.Zero), cancellation);
        }

        var running = Worker.ExecuteAsync(step.Text, cancellation);
        if (number is { } waiting)
        {
            await WatchAsync(running, waiting, cancellation);
        }

        await running;
        if (isPatient)
        {
            await Worker.ExecuteAsync(Locks.LockTimeout(options.LockTimeout), cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (keeper is null ? Task.CompletedTask : Locks.ReleaseAsync(keeper, CancellationToken.None));
        }
        catch (EngineException)
        {
            // The connection is gone, and the lock with it.
        }

        await (worker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (keeper?.DisposeAsync() ?? ValueTask.CompletedTask);
        (worker, keeper) = (null, null);
    }

    private async Task WatchAsync(Task running, long waiting, CancellationToken cancellation)
    {
        var told = "";
        while (
            await Task.WhenAny(running, Task.Delay(options.Watch, cancellation)) != running
            && !cancellation.IsCancellationRequested
        )
        {
            Sequence<Blocker> blockers;
            try
            {
                blockers = await Locks.BlockersAsync(Keeper, waiting, cancellation);
            }
            catch (EngineException)
            {
                // An account that may not look at others waits without being told for whom.
                return;
            }

            var now = string.Join("; ", blockers.Select(b => b.Who));
            if (now.Length > 0 && now != told)
            {
                tell($"waits for {now}");
            }

            told = now;
        }
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        var told = "";
        for (var waited = TimeSpan.Zero; !await Locks.TryTakeAsync(Keeper, cancellation); waited += options.Poll)
        {
            var holder = await Locks.HolderAsync(Keeper, cancellation) ?? "a session that this account may not see";
            if (waited >= options.WaitForRun)
            {
                throw Failure.Because(
                    ExitStatus.Refused,
                    "another-run",
                    "Another run of migrations is at work on this database.",
                    $"Its lock is held by {holder}. It goes when that session ends, also by a crash. Nothing was done.",
                    "Wait until it is finished, or end it."
                );
            }

            if (holder != told)
            {
                tell($"waits for another run: {holder}");
                told = holder;
            }

            await Task.Delay(options.Poll, cancellation);
        }
    }

    private async Task RefusePoolerAsync(CancellationToken cancellation)
    {
        if (await Locks.PoolerAsync(open, cancellation) is { } reason)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "pooler",
                "A connection pooler in transaction mode stands before the server.",
                $"{reason} Settings and locks of a session mean nothing behind it. Nothing was done.",
                "Give the URL of the server itself, or of a pool in session mode."
            );
        }
    }
}
