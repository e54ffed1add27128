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
    public MigrationHistory History => new(Worker, Target.Engine.Require<INames>());

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
            cancellation
        );
        return new(opened, target, request, context);
    }

    /// <summary>The folder held against the history.</summary>
    public async Task<RunPlan> PlanAsync(CancellationToken cancellation) =>
        RunPlan.For(Target.Folder, await Runner.HistoryAsync(cancellation));

    /// <summary>Refuses a database that was changed by others since the last run.</summary>
    /// <exception cref="Failure">It was.</exception>
    public async Task RefuseDriftAsync(RunPlan plan, CancellationToken cancellation)
    {
        var last = plan.Migrations.Where(m => m.Entry is not null).MaxBy(m => m.Entry!.Position)?.Entry;
        if (
            last is { SchemaAfter.Length: > 0, State: HistoryState.Applied }
            && !request.Allows("drift")
            && await FingerprintAsync(cancellation) is { Length: > 0 } now
            && now != last.SchemaAfter
        )
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "drift",
                "The database's schema is not what the last run left behind.",
                $"Version {last.Version} ended with schema {last.SchemaAfter}, now it is {now}. Somebody changed it by hand or with another tool. Nothing was done.",
                "See what it is with `dbwright diff MIGRATIONS DATABASE`, and write it as a migration; or add --allow drift."
            );
        }
    }

    /// <summary>Notes the schema that the run left behind with its newest row.</summary>
    public async Task NoteSchemaAsync(CancellationToken cancellation)
    {
        if (await History.ReadAsync(isThere: true, cancellation) is [.., { State: HistoryState.Applied } newest])
        {
            await History.WriteAsync(newest with { SchemaAfter = await FingerprintAsync(cancellation) }, cancellation);
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

    // An account that may not read the catalogues migrates without being protected from drift.
    private async Task<string> FingerprintAsync(CancellationToken cancellation)
    {
        try
        {
            var schema = await Target.Engine.Require<IInspector>().ReadAsync(Worker, cancellation);
            var tables = schema.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name).ToSequence();
            return SchemaParts.Fingerprint(request.Schema is { } only ? Within(schema, only) : schema with { Tables = tables });
        }
        catch (EngineException)
        {
            return "";
        }
    }

    // Other tenants are at other versions. Their owners, rights and dependencies are no part of this one either.
    private static RelationalSchema Within(RelationalSchema schema, string only) =>
        new(schema.Engine)
        {
            Enums = schema.Enums.Where(e => e.Name.Schema == only).ToSequence(),
            Domains = schema.Domains.Where(d => d.Name.Schema == only).ToSequence(),
            Composites = schema.Composites.Where(c => c.Name.Schema == only).ToSequence(),
            Sequences = schema.Sequences.Where(n => n.Name.Schema == only).ToSequence(),
            Routines = schema.Routines.Where(r => r.Name.Schema == only).ToSequence(),
            Views = schema.Views.Where(v => v.Name.Schema == only).ToSequence(),
            Tables = schema.Tables.Where(t => t.Name.Schema == only && t.Name.Name != MigrationHistory.Table.Name).ToSequence(),
        };
}
