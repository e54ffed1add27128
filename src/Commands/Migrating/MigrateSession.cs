using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A run on a database: its lock, its sessions, its history.</summary>
internal sealed class MigrateSession : IAsyncDisposable
{
    private readonly RunSessions sessions;
    private readonly MigrateRequest request;

    private MigrateSession(RunSessions sessions, MigrateTarget target, MigrateRequest request, CommandContext context)
    {
        this.sessions = sessions;
        this.request = request;
        Target = target;
        Runner = new(sessions, request.Options, context.Clock, context.ProgramVersion, context.Narrator.Tell)
        {
            Before = BeforeAsync,
        };
    }

    /// <summary>The database and the folder.</summary>
    public MigrateTarget Target { get; }

    /// <summary>The runner.</summary>
    public MigrationRunner Runner { get; }

    /// <summary>The session that works.</summary>
    public ISession Worker => sessions.Worker;

    /// <summary>The history's table.</summary>
    public MigrationHistory History => sessions.History(Worker);

    /// <summary>Asks where it must be asked, then takes the lock.</summary>
    /// <exception cref="Failure">It is refused, or the server cannot be reached.</exception>
    public static async Task<MigrateSession> OpenAsync(
        MigrateTarget target,
        MigrateRequest request,
        string purpose,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (!request.IsConfirmed)
        {
            ProductionGuard.Check(request.ProjectFile, target.Url, request.Ask, purpose);
        }

        var opened = await RunSessions.OpenAsync(
            target.Engine,
            target.OpenAsync,
            request.Options,
            context.Narrator.Tell,
            cancellation,
            request.Schema
        );
        return new(opened, target, request, context);
    }

    /// <summary>The folder held against the history.</summary>
    public async Task<RunPlan> PlanAsync(CancellationToken cancellation) =>
        RunPlan.For(Target.Folder, await Runner.HistoryAsync(cancellation));

    /// <summary>Notes the schema that the run left behind with its newest row.</summary>
    public async Task NoteSchemaAsync(CancellationToken cancellation)
    {
        if (await History.ReadAsync(cancellation) is [.., { State: HistoryState.Applied } newest])
        {
            await History.WriteAsync(
                newest with
                {
                    SchemaAfter = await DriftGuard.FingerprintAsync(Worker, Target.Engine, request.Schema, cancellation),
                },
                cancellation
            );
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => sessions.DisposeAsync();

    private async Task BeforeAsync(FolderMigration migration, bool isBegun, CancellationToken cancellation)
    {
        Target.Watch?.Check(migration);
        if (!isBegun)
        {
            await StartGuard.CheckAsync(migration, Worker, Target.Engine, request, cancellation);
        }
    }
}
