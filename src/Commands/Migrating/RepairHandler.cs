using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate repair</c>: brings the history in line with what a person has made sure of. No migration runs.</summary>
public static class RepairHandler
{
    /// <summary>Changes one row.</summary>
    /// <exception cref="Failure">The version does not stand so that it could be marked like that.</exception>
    public static async Task<MigrateResult> RunAsync(
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var target = MigrateTarget.Of(request, context);
        await using var run = await MigrateSession.OpenAsync(target, request, "change its history", context, cancellation);
        var plan = await run.PlanAsync(cancellation);
        var migration =
            plan.Migrations.FirstOrDefault(m => m.Version == request.Version)
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-version",
                $"Neither the folder nor the database has version {request.Version}.",
                fix: NearestName.Of(request.Version!, plan.Migrations.Select(m => m.Version)) is { } near
                    ? $"Did you mean {near}?"
                    : "`dbwright migrate status TARGET` lists them."
            );
        await MarkAsync(run, plan, migration, request.Mark!, cancellation);
        return new(target.Description, target.Folder.Tool) { Migrations = (await run.PlanAsync(cancellation)).Migrations };
    }

    private static Task MarkAsync(
        MigrateSession run,
        RunPlan plan,
        StandingMigration migration,
        string mark,
        CancellationToken cancellation
    )
    {
        var position = plan.Migrations.Select(m => m.Entry?.Position ?? 0).Max() + 1;
        return (mark, migration) switch
        {
            ("pending", { Entry: { } entry }) => run.History.RemoveAsync(entry.Version, cancellation),
            ("applied", { Migration: { } file, Standing: not MigrationStanding.Applied and not MigrationStanding.Edited }) =>
                run.History.WriteAsync(run.Runner.NewEntry(file, migration.Entry?.Position ?? position), cancellation),
            ("edited", { Migration: { } file, Entry: { } entry, Standing: MigrationStanding.Edited }) => run.History.WriteAsync(
                entry with
                {
                    Checksum = file.Checksum,
                },
                cancellation
            ),
            ("done" or "again", { Entry: { StateBefore: not null } entry, Migration: { } file }) => run.History.WriteAsync(
                run.Runner.Continued(file, entry, isDone: mark == "done"),
                cancellation
            ),
            _ => throw Failure.Because(
                ExitStatus.Refused,
                "not-so",
                $"Version {migration.Version} is {migration.Standing.ToString().ToLowerInvariant()} and cannot be marked as {mark}.",
                "Nothing was done.",
                "`dbwright migrate status` shows where it stands."
            ),
        };
    }
}
