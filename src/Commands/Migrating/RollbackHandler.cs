using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate rollback</c>: undoes what was applied last.</summary>
public static class RollbackHandler
{
    /// <summary>Undoes it.</summary>
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
            return await DryAsync(target, request, cancellation);
        }

        await using var run = await MigrateSession.OpenAsync(target, request, "undo migrations", context, cancellation);
        var plan = await run.PlanAsync(cancellation);
        var undone = Wanted(plan, request, target.Folder);
        await CheckedAsync(undone, plan, target, run.Worker, request, cancellation);
        await run.Runner.DownAsync(undone, cancellation);
        if (undone.Count > 0)
        {
            await run.NoteSchemaAsync(cancellation);
        }

        return new(target.Description, target.Folder.Tool)
        {
            Undone = undone.Select(u => u.Entry).ToSequence(),
            Migrations = (await run.PlanAsync(cancellation)).Migrations,
        };
    }

    private static async Task<MigrateResult> DryAsync(
        MigrateTarget target,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        await using var session = await target.OpenToReadAsync(cancellation);
        var plan = await target.PlanAsync(session, cancellation);
        var undone = Wanted(plan, request, target.Folder);
        var scripts = await CheckedAsync(undone, plan, target, session, request, cancellation);
        return new(target.Description, target.Folder.Tool)
        {
            Migrations = plan.Migrations,
            Script = DryScript.Of(
                target,
                "rollback",
                undone.Zip(
                    scripts,
                    (u, script) =>
                        MigrationRunner.Script(
                            script,
                            target.Engine,
                            session.UndoesDefinitions,
                            u.Entry.State == HistoryState.Undoing ? u.Entry : null
                        )
                )
            ),
        };
    }

    private static async Task<List<ScriptFile>> CheckedAsync(
        Sequence<(FolderMigration Migration, HistoryEntry Entry)> undone,
        RunPlan plan,
        MigrateTarget target,
        ISession session,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        var scripts = undone.Select(u => u.Migration.Down ?? throw MigrationRunner.NoWayDown(u.Migration)).ToList();
        MigrateChecks.Files(scripts, target.Engine, session.UndoesDefinitions);
        if (!plan.Migrations.Any(m => m.Standing == MigrationStanding.Undoing))
        {
            await MigrateChecks.RightsAsync(scripts, target.Engine, session, request, cancellation);
        }

        await MigrateChecks.LossesAsync(scripts, target.Engine, session, request, cancellation);
        return scripts;
    }

    private static Sequence<(FolderMigration Migration, HistoryEntry Entry)> Wanted(
        RunPlan plan,
        MigrateRequest request,
        MigrationFolder folder
    )
    {
        var applied = plan
            .Migrations.Where(m => m.Entry is not null && m.Migration?.Kind != MigrationKind.Repeatable)
            .OrderByDescending(m => m.Entry!.Position)
            .ToList();
        if (request.Version is { } left)
        {
            MigrateVersions.Find(folder, left);
            if (applied.All(m => m.Version != left))
            {
                throw Failure.Because(ExitStatus.BadInput, "not-applied", $"The database does not have version {left}.");
            }
        }

        var wanted = request.Version is { } last ? applied.TakeWhile(m => m.Version != last) : applied.Take(request.Count);
        return wanted.Select(Undoable).ToSequence();
    }

    private static (FolderMigration Migration, HistoryEntry Entry) Undoable(StandingMigration migration) =>
        migration switch
        {
            { Entry: { } entry } when RunPlan.IsBaseline(entry) => throw Failure.Because(
                ExitStatus.Refused,
                "baseline",
                entry.File == RunPlan.BaselineFile
                    ? $"Version {entry.Version} is the baseline: what was there before dbwright is not undone."
                    : $"Version {entry.Version} is the baseline {entry.File}: it stands for all versions up to its own, and nothing undoes them."
            ),
            { Standing: MigrationStanding.Unfinished, Entry: { } entry } => throw Failure.Because(
                ExitStatus.Refused,
                "unfinished-migration",
                $"Version {entry.Version} is half applied.",
                "Its way down expects all of it.",
                "Finish it with `dbwright migrate apply`, then undo it."
            ),
            { Migration: { } file, Entry: { } entry } => (file, entry),
            _ => throw Failure.Because(
                ExitStatus.Refused,
                "missing-migration",
                $"The database has version {migration.Version}, the folder does not.",
                "Without its file nothing says how to undo it.",
                "Bring the file back."
            ),
        };
}
