using System.Globalization;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Holds back files that an application still running would not survive.</summary>
internal static class CutoverGuard
{
    /// <summary>
    /// What may run now, and why the rest waits. A database without a history has no application yet: nothing waits in it.
    /// </summary>
    /// <exception cref="Failure">The first file that is pending waits, and so does everything (<see cref="ExitStatus.Refused"/>).</exception>
    public static (Sequence<FolderMigration> Now, Sequence<Finding> Held) Split(
        Sequence<FolderMigration> pending,
        RunPlan plan,
        MigrateRequest request,
        DateTimeOffset now
    )
    {
        if (request.Allows("early") || plan.Migrations.All(m => m.Entry is null))
        {
            return (pending, []);
        }

        for (var i = 0; i < pending.Count; i++)
        {
            if (Cutover.Of(pending[i].Up) is { } wait && Waits(wait, plan, now) is { } held)
            {
                var finding = held with { Location = new(pending[i].Up.Path, 1, 1) };
                return i > 0 ? (pending.Take(i).ToSequence(), [finding]) : throw new Failure(ExitStatus.Refused, [finding]);
            }
        }

        return (pending, []);
    }

    private static Finding? Waits(Cutover wait, RunPlan plan, DateTimeOffset now)
    {
        var entry = plan.Migrations.FirstOrDefault(m => wait.Names(m.Version))?.Entry;
        var since = entry is { State: HistoryState.Applied }
            ? DateTimeOffset.Parse(entry.AppliedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : (DateTimeOffset?)null;
        return since + wait.Live <= now
            ? null
            : new(
                "too-early",
                since is null ? Severity.Warning : Severity.Error,
                $"This file waits until version {wait.Version} has been live for {Cutover.Text(wait.Live)}."
            )
            {
                Detail = since is { } at
                    ? FormattableString.Invariant(
                        $"That is from {at + wait.Live:yyyy-MM-dd HH:mm} UTC on. An application that runs until then may need what it removes."
                    )
                    : "It is not applied yet, or only now.",
                Fix = "Apply again then; or add --allow early when no old application runs any more.",
            };
    }
}
