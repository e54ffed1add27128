using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate apply</c>: what the database does not have yet.</summary>
public static class ApplyHandler
{
    /// <summary>Applies it.</summary>
    /// <exception cref="Failure">It is refused before anything is done, or a statement fails.</exception>
    public static async Task<MigrateResult> RunAsync(
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var target = MigrateTarget.Of(request, context);
        if (request.IsDry)
        {
            return await DryAsync(target, request, context, cancellation);
        }

        await using var run = await MigrateSession.OpenAsync(target, request, "change its schema", context, cancellation);
        var plan = await run.PlanAsync(cancellation);
        var (pending, held, warnings) = await CheckedAsync(plan, target, run.Worker, request, context, cancellation);
        var applied = await run.Runner.UpAsync(pending, cancellation);
        if (applied.Count > 0)
        {
            await run.NoteSchemaAsync(cancellation);
        }

        return new(target.Description, target.Folder.Tool)
        {
            Applied = applied,
            Held = held,
            Warnings = warnings,
            Migrations = (await run.PlanAsync(cancellation)).Migrations,
        };
    }

    private static async Task<MigrateResult> DryAsync(
        MigrateTarget target,
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        await using var session = await target.OpenToReadAsync(cancellation);
        var plan = await target.PlanAsync(session, cancellation);
        var (pending, held, warnings) = await CheckedAsync(plan, target, session, request, context, cancellation);
        if (pending.Count > 0 && plan.Migrations.All(m => m.Entry?.Version != pending[0].Version))
        {
            await StartGuard.CheckAsync(pending[0], session, target.Engine, request, cancellation);
        }

        var entries = plan
            .Migrations.Where(m => m.Standing == MigrationStanding.Unfinished)
            .ToDictionary(m => m.Migration!, m => m.Entry);

        return new(target.Description, target.Folder.Tool)
        {
            Migrations = plan.Migrations,
            Held = held,
            Warnings = warnings,
            Script = DryScript.Of(
                target,
                "apply",
                pending.Select(m =>
                    MigrationRunner.Script(m.Up, target.Engine, session.UndoesDefinitions, entries.GetValueOrDefault(m))
                )
            ),
        };
    }

    // What would run, what waits for another file to be live, and what is to be said of both.
    private static async Task<(
        Sequence<FolderMigration> Pending,
        Sequence<Finding> Held,
        Sequence<Finding> Warnings
    )> CheckedAsync(
        RunPlan plan,
        MigrateTarget target,
        ISession session,
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        await OtherHistory.RefuseAsync(plan, session, target, request, cancellation);
        MigrateChecks.History(plan, request);
        var (pending, held) = CutoverGuard.Split(
            Until(plan.Pending, request, target.Folder),
            plan,
            request,
            context.Clock.GetUtcNow()
        );
        MigrateChecks.Verified(pending, target, request);
        var scripts = pending.Select(m => m.Up).ToList();
        MigrateChecks.Files(scripts, target.Engine, session.UndoesDefinitions);
        var files = new PendingFiles(target, pending);
        await files.CheckAsync(session, plan, cancellation);
        Sequence<Finding> warnings = [.. files.Warnings(), .. files.Unverified(session.Version, request)];
        await DriftGuard.RefuseAsync(plan, session, target.Engine, request, cancellation);
        await MigrateChecks.RightsAsync(Fresh(pending, plan), target.Engine, session, request, cancellation);
        await MigrateChecks.LossesAsync(scripts, target.Engine, session, request, cancellation);
        return (pending, held, warnings);
    }

    // One that is done in part may have given away what it needed.
    private static IEnumerable<ScriptFile> Fresh(Sequence<FolderMigration> pending, RunPlan plan)
    {
        var begun = plan.Migrations.Where(m => m.Standing == MigrationStanding.Unfinished).Select(m => m.Migration).ToHashSet();
        return pending.Where(m => !begun.Contains(m)).Select(m => m.Up);
    }

    private static Sequence<FolderMigration> Until(
        Sequence<FolderMigration> pending,
        MigrateRequest request,
        MigrationFolder folder
    )
    {
        if (request.Version is not { } wanted)
        {
            return pending;
        }

        MigrateVersions.Find(folder, wanted);
        var last = pending.ToList().FindIndex(m => m.Version == wanted);
        return pending.Take(last + 1).ToSequence();
    }
}
