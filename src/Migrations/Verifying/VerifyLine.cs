using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// A database on which a history is walked, migration by migration, by the same runner that applies it elsewhere. Its rows stay from one
/// migration to the next.
/// </summary>
public sealed class VerifyLine : IAsyncDisposable
{
    private readonly ISandboxDatabase database;
    private readonly RunSessions sessions;
    private readonly MigrationRunner runner;
    private readonly WatchSlot slot;
    private readonly TimeProvider clock;

    private VerifyLine(
        ISandboxDatabase database,
        RunSessions sessions,
        MigrationRunner runner,
        ISession session,
        WatchSlot slot,
        TimeProvider clock
    )
    {
        this.database = database;
        this.sessions = sessions;
        this.runner = runner;
        this.slot = slot;
        this.clock = clock;
        Session = session;
    }

    /// <summary>The engine.</summary>
    public Engine Engine => sessions.Engine;

    /// <summary>A session beside the run, for reading.</summary>
    public ISession Session { get; }

    /// <summary>Where the line's database is.</summary>
    public ISandboxDatabase Database => database;

    /// <summary>Its schema after the last migration.</summary>
    public RelationalSchema Schema { get; set; } = new("");

    /// <summary>Why the line cannot be walked on; none while it can.</summary>
    public string? Broken { get; private set; }

    /// <summary>Whether that is because the owner of a sandbox lacks rights.</summary>
    public bool BrokenByRights { get; private set; }

    /// <summary>Notes that the line cannot be walked on.</summary>
    public void Break(Failure failure)
    {
        Broken = FileVerifier.Said(failure);
        BrokenByRights = failure.InnerException is EngineException { Kind: EngineErrorKind.MissingRight };
    }

    /// <summary>Opens a line on a database.</summary>
    public static async Task<VerifyLine> OpenAsync(
        Engine engine,
        ISandboxDatabase database,
        TimeProvider clock,
        string program,
        CancellationToken cancellation
    )
    {
        var watched = new WatchSlot();
        var options = new RunOptions { Attempts = 5, FirstPause = TimeSpan.FromMilliseconds(100) };
        var opened = await RunSessions.OpenAsync(
            engine,
            async c => new WatchedSession(await database.OpenAsync(SandboxUser.Owner, c), () => watched.Watch),
            options,
            _ => { },
            cancellation
        );
        try
        {
            var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
            var walker = new MigrationRunner(opened, options, clock, program, _ => { });
            return new(database, opened, walker, session, watched, clock) { Schema = new(engine.Name) };
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Applies a migration.</summary>
    /// <exception cref="Failure">A statement fails.</exception>
    public async Task<HistoryEntry> UpAsync(FolderMigration migration, CancellationToken cancellation) =>
        (await runner.UpAsync([migration], cancellation))[0];

    /// <summary>Applies a migration and measures its statements: how long they take, and how much they add to the log of changes.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="seesLocks">
    /// Whether what they lock, write anew and read is measured too, where the engine can: nobody else works on the line meanwhile, and the
    /// times are those of statements that are watched.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">A statement fails.</exception>
    public async Task<(HistoryEntry Entry, Sequence<MeasuredStatement> Statements)> MeasuredUpAsync(
        FolderMigration migration,
        bool seesLocks,
        CancellationToken cancellation
    )
    {
        var watch = new StatementWatch(
            migration.Up,
            StepsOf(migration.Up),
            SqlDialects.Of(Engine.Name),
            clock,
            seesLocks && Engine.LockMeter is { } meter
                ? (session, step, token) => meter.MeasureAsync(database, session, step, token)
                : null
        );
        slot.Watch = watch;
        try
        {
            return (await UpAsync(migration, cancellation), watch.Measured);
        }
        finally
        {
            slot.Watch = null;
        }
    }

    /// <summary>Applies a migration as if it had not been applied.</summary>
    /// <exception cref="Failure">A statement fails.</exception>
    public async Task AgainAsync(FolderMigration migration, CancellationToken cancellation)
    {
        await sessions.History(Session).RemoveAsync(migration.Version, cancellation);
        await UpAsync(migration, cancellation);
    }

    /// <summary>Undoes a migration.</summary>
    /// <exception cref="Failure">A statement fails.</exception>
    public Task DownAsync(FolderMigration migration, HistoryEntry entry, CancellationToken cancellation) =>
        runner.DownAsync([(migration, entry)], cancellation);

    /// <summary>The schema as it is now, without the history's table.</summary>
    public async Task<RelationalSchema> ReadAsync(CancellationToken cancellation)
    {
        var schema = await Engine.Require<IInspector>().ReadAsync(Session, cancellation);
        return schema with { Tables = schema.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name).ToSequence() };
    }

    /// <summary>The statements of a file.</summary>
    public Sequence<Step> StepsOf(ScriptFile script) => Engine.Require<ISteps>().Read(script.Text).ToSequence();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await sessions.DisposeAsync();
        await database.DisposeAsync();
    }

    private sealed class WatchSlot
    {
        public StatementWatch? Watch { get; set; }
    }
}
