using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// A database that the folder's own tool has migrated already, and dbwright never: everything would run a second time.
/// </summary>
internal static class OtherHistory
{
    private const string Rule = "other-history";

    /// <summary>Refuses to apply anything to it.</summary>
    /// <exception cref="Failure">It is such a database, and that was not permitted (<see cref="ExitStatus.Refused"/>).</exception>
    public static async Task RefuseAsync(
        RunPlan plan,
        ISession session,
        MigrateTarget target,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        if (
            !request.Allows(Rule)
            && await FindingsAsync(plan, session, target, Severity.Error, cancellation) is { Count: > 0 } found
        )
        {
            throw new Failure(ExitStatus.Refused, found);
        }
    }

    /// <summary>What is to be said of it; empty for any other database.</summary>
    public static async Task<Sequence<Finding>> FindingsAsync(
        RunPlan plan,
        ISession session,
        MigrateTarget target,
        Severity severity,
        CancellationToken cancellation
    )
    {
        if (
            plan.Migrations.Any(m => m.Entry is not null)
            || await ToolHistory.ReadAsync(target.Folder, session, target.Engine.Require<INames>(), target.Schema, cancellation)
                is not { } history
        )
        {
            return [];
        }

        var tool = target.Folder.Tool;
        return [history.Applied.Count > 0 ? Applied(history, target.Folder, severity) : Failed(history, tool, severity)];
    }

    private static Finding Applied(ToolHistory history, MigrationFolder folder, Severity severity)
    {
        var newest = history.Applied[^1];
        var before = folder.Migrations.Where(m => m.Kind == MigrationKind.Versioned).TakeWhile(m => m.Version != newest);
        var missing = before.Select(m => m.Version).Except(history.Applied).ToList();
        return new(
            Rule,
            severity,
            $"{folder.Tool} has migrated this database up to version {newest}, and dbwright has noted nothing in it yet."
        )
        {
            Detail =
                $"The table {history.Table} says so. What is applied would run a second time."
                + (missing.Count > 0 ? $" Not applied before it: {string.Join(", ", missing)}." : "")
                + (history.Failed is { } failed ? $" Version {failed} failed or is not finished." : ""),
            Fix =
                history.Failed is not null
                    ? $"Bring that in order with {folder.Tool} first, then take over with `dbwright migrate baseline TARGET --version VERSION`."
                : missing.Count > 0
                    ? $"Let {folder.Tool} apply those first, or take over and mark them: `dbwright migrate baseline TARGET --version {newest}` counts them as applied."
                : $"`dbwright migrate baseline TARGET --version {newest}` takes over; what is pending then runs. Or add --allow {Rule}.",
        };
    }

    private static Finding Failed(ToolHistory history, string tool, Severity severity) =>
        new(Rule, severity, $"{tool} has begun to migrate this database: version {history.Failed} failed or is not finished.")
        {
            Detail = $"The table {history.Table} says so, and dbwright has noted nothing in it yet.",
            Fix = $"Bring that in order with {tool} first. Or add --allow {Rule}.",
        };
}
