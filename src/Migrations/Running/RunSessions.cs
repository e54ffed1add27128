using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// The sessions of a run: one that works, and one beside it that keeps other runs out and looks at who is in the way. Locks are asked for again
/// and again, never waited for: a concurrent build waits for every statement, also for one that waits for a lock.
/// </summary>
public sealed class RunSessions : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<ISession>> open;
    private readonly RunOptions options;
    private readonly Action<string> tell;
    private ISession? worker;
    private ISession? keeper;
    private long? number;
    private string? home;

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

    /// <summary>The history, as a session of this run or another one reads and writes it.</summary>
    public MigrationHistory History(ISession session) => new(session, Engine.Require<INames>(), home);

    /// <summary>The session beside it.</summary>
    private ISession Keeper => keeper ?? throw new ObjectDisposedException(nameof(RunSessions));

    /// <summary>Opens them and takes the run's lock.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="open">Opens a session.</param>
    /// <param name="options">How patient the run is.</param>
    /// <param name="tell">Takes a line about what happens.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="schema">The schema that the run works in, which has the history; none for the usual one.</param>
    /// <exception cref="Failure">
    /// Another run holds the lock for longer than the options allow, or a pooler makes locks of a session meaningless (refused); the server
    /// cannot be reached.
    /// </exception>
    public static async Task<RunSessions> OpenAsync(
        Engine engine,
        Func<CancellationToken, Task<ISession>> open,
        RunOptions options,
        Action<string> tell,
        CancellationToken cancellation,
        string? schema = null
    )
    {
        var sessions = new RunSessions(engine, open, options, tell);
        try
        {
            await sessions.RefusePoolerAsync(cancellation);
            sessions.keeper = await open(cancellation);
            await sessions.TakeAsync(sessions.keeper, RunLock.Run, cancellation);
            await sessions.RenewAsync(cancellation);
            sessions.home =
                schema ?? await engine.Require<ISteps>().HomeAsync(sessions.Worker, MigrationHistory.Table.Name, cancellation);
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
        await LeaveAsync(worker, RunLock.Work);
        worker = await open(cancellation);
        await TakeAsync(worker, RunLock.Work, cancellation);
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
        await LeaveAsync(worker, RunLock.Work);
        await LeaveAsync(keeper, RunLock.Run);
        (worker, keeper) = (null, null);
    }

    private async Task LeaveAsync(ISession? session, RunLock held)
    {
        if (session is null)
        {
            return;
        }

        try
        {
            await Locks.ReleaseAsync(session, held, CancellationToken.None);
        }
        catch (EngineException)
        {
            // The connection is gone, and the lock with it.
        }

        await session.DisposeAsync();
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

    private async Task TakeAsync(ISession session, RunLock which, CancellationToken cancellation)
    {
        var told = "";
        var waited = TimeSpan.Zero;
        while (!await Locks.TryTakeAsync(session, which, cancellation))
        {
            var holder = await Locks.HolderAsync(session, which, cancellation) ?? "a session that this account may not see";
            if (waited >= options.WaitForRun)
            {
                throw NotFree(which, holder);
            }

            if (holder != told)
            {
                tell(
                    $"waits for {(which == RunLock.Run ? "another run" : "the last statement of a run that is gone")}: {holder}"
                );
                told = holder;
            }

            await Task.Delay(options.Poll, cancellation);
            waited += options.Poll;
        }
    }

    private static Failure NotFree(RunLock which, string holder) =>
        which == RunLock.Run
            ? Failure.Because(
                ExitStatus.Refused,
                "another-run",
                "Another run of migrations is at work on this database.",
                $"Its lock is held by {holder}. It goes when that session ends, also by a crash. Nothing was done.",
                "Wait until it is finished, or end it."
            )
            : Failure.Because(
                ExitStatus.Refused,
                "statement-at-work",
                "The server is still at work on the last statement of a run that is gone.",
                $"It is {holder}, and its outcome is open until it ends. Nothing was done.",
                "Wait until it is finished, or end that session; then run the command again: it goes on from there."
            );

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
