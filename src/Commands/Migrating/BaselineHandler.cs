using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate baseline</c>: notes what a database has that was there before dbwright.</summary>
public static class BaselineHandler
{
    /// <summary>Notes it.</summary>
    /// <exception cref="Failure">The history is not empty, or the folder has no such version.</exception>
    public static async Task<MigrateResult> RunAsync(
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var target = MigrateTarget.Of(request, context);
        var migration = MigrateVersions.Find(target.Folder, request.Version!);
        await using var run = await MigrateSession.OpenAsync(target, request, "write its history", context, cancellation);
        var plan = await run.PlanAsync(cancellation);
        if (plan.Migrations.Any(m => m.Entry is not null))
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "history-not-empty",
                "The database has a history already.",
                "A baseline says what was there before the first run. Nothing was done.",
                "`dbwright migrate status` shows it; `dbwright migrate repair` changes it."
            );
        }

        var entry = run.Runner.NewEntry(migration, 1) with { File = RunPlan.BaselineFile };
        await run.History.WriteAsync(entry, cancellation);
        await run.NoteSchemaAsync(cancellation);
        return new(target.Description, target.Folder.Tool)
        {
            Applied = [entry],
            Migrations = (await run.PlanAsync(cancellation)).Migrations,
        };
    }
}
