using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate status</c>: where every migration stands. Nothing is written.</summary>
public static class StatusHandler
{
    /// <summary>Looks.</summary>
    /// <exception cref="Failure">The database or the folder cannot be read.</exception>
    public static async Task<MigrateResult> RunAsync(
        MigrateRequest request,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var target = MigrateTarget.Of(request, context);
        await using var session = await target.OpenToReadAsync(cancellation);
        var plan = await target.PlanAsync(session, cancellation);
        return new(target.Description, target.Folder.Tool)
        {
            Migrations = plan.Migrations,
            Warnings =
            [
                .. target.Folder.Findings,
                .. await OtherHistory.FindingsAsync(plan, session, target, Severity.Warning, cancellation),
            ],
        };
    }
}
