using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Holds back the first file of a plan where the tables are not those that it was made for.</summary>
internal static class StartGuard
{
    /// <summary>Compares them, where the file says what they were on a server of this kind.</summary>
    /// <exception cref="Failure">They are others, and that was not permitted (<see cref="ExitStatus.Refused"/>).</exception>
    public static async Task CheckAsync(
        FolderMigration migration,
        ISession session,
        Engine engine,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        // In a schema of its own a table has another name.
        if (
            request.Allows("drift")
            || request.Schema is not null
            || PlanStart.Of(migration.Up) is not { } start
            || start.Server != $"{engine.Name}:{session.Version.Line(engine.Name)}"
        )
        {
            return;
        }

        var now = start.Now(await engine.Require<IInspector>().ReadAsync(session, cancellation), engine);
        if (now != start.Fingerprint)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "other-start",
                "The tables are not those that this plan was made for.",
                $"It was made for {string.Join(", ", start.Tables)} with the fingerprint {start.Fingerprint}; here it is {now}. "
                    + "Of this file and those after it nothing was done.",
                "See what differs with `dbwright diff`, and plan anew; or add --allow drift.",
                new Location(migration.Up.Path, 1, 1)
            );
        }
    }
}
