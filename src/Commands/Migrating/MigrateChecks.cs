using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Everything that can be refused before the first statement runs, so that nothing is half done.</summary>
internal static class MigrateChecks
{
    /// <summary>Refuses a folder that contradicts the history.</summary>
    /// <exception cref="Failure">An applied file was edited, one is missing or out of order, or a way down is unfinished.</exception>
    public static void History(RunPlan plan, MigrateRequest request)
    {
        var findings = plan.Migrations.SelectMany(m => Contradiction(m, request)).ToSequence();
        if (findings.Count > 0)
        {
            throw new Failure(ExitStatus.Refused, findings);
        }
    }

    /// <summary>Refuses files that cannot be run as they are.</summary>
    /// <exception cref="Failure">A file has commands of a client program, or mixes what must and what must not be in a transaction.</exception>
    public static void Files(IEnumerable<ScriptFile> scripts, Engine engine, bool undoesDefinitions)
    {
        var findings = scripts
            .SelectMany(s => FileChecks.Of(s, engine.Require<ISteps>().Read(s.Text).ToList(), engine, undoesDefinitions))
            .ToSequence();
        if (findings.Count > 0)
        {
            throw new Failure(ExitStatus.BadInput, findings);
        }
    }

    /// <summary>Refuses migrations of which `migrate verify` found last that they do not do what they claim.</summary>
    /// <exception cref="Failure">There is one, and that was not permitted.</exception>
    public static void Verified(IEnumerable<FolderMigration> migrations, MigrateTarget target, MigrateRequest request)
    {
        if (request.Allows("unverified"))
        {
            return;
        }

        var evidence = new VerifyEvidence(request.Folder, target.Engine.Name);
        var findings = migrations
            .Select(m => (Migration: m, Against: evidence.Refuted(m)))
            .Where(m => m.Against is not null)
            .Select(m => new Finding("refuted-migration", Severity.Error, "It does not do what it claims, says `migrate verify`.")
            {
                Detail = m.Against!,
                Fix = "Correct it and verify it again, or add --allow unverified. Nothing was done.",
                Location = new(m.Migration.Up.Path, 1, 1),
            })
            .ToSequence();
        if (findings.Count > 0)
        {
            throw new Failure(ExitStatus.Refused, findings);
        }
    }

    /// <summary>Refuses what would remove rows or values that are there.</summary>
    /// <exception cref="Failure">Something would be lost, and that was not permitted.</exception>
    public static async Task LossesAsync(
        IEnumerable<ScriptFile> scripts,
        Engine engine,
        ISession session,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        if (request.Allows("data-loss"))
        {
            return;
        }

        var losses = new DataLoss(engine, session);
        var steps = engine.Require<ISteps>();
        var findings = new List<Finding>();
        foreach (var script in scripts)
        {
            findings.AddRange(await losses.OfAsync(script, steps.Read(script.Text).ToSequence(), cancellation));
        }

        if (findings.Count > 0)
        {
            findings[^1] = findings[^1] with { Fix = "Add --allow data-loss when it may go. Nothing was done." };
            throw new Failure(ExitStatus.Refused, findings.ToSequence());
        }
    }

    /// <summary>Refuses what the account may not do, as far as the catalogues tell beforehand.</summary>
    /// <param name="scripts">The files in their order; without those that are done in part.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="session">A session of the account.</param>
    /// <param name="request">What was permitted.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">A right is missing (<see cref="ExitStatus.Refused"/>).</exception>
    public static async Task RightsAsync(
        IEnumerable<ScriptFile> scripts,
        Engine engine,
        ISession session,
        MigrateRequest request,
        CancellationToken cancellation
    )
    {
        if (request.Allows("missing-rights") || engine.RunRights is not { } known)
        {
            return;
        }

        var rights = new FileRights(engine);
        var steps = engine.Require<ISteps>();
        foreach (var script in scripts)
        {
            rights.Add(script, steps.Read(script.Text));
        }

        var findings = (await rights.MissingAsync(session, cancellation)).ToList();
        if (findings.Count > 0)
        {
            findings[^1] = findings[^1] with
            {
                Fix =
                    $"Run it as {(known.HasOwners ? "the owner or a member of it" : "another account")}, or have the rights granted; or add "
                    + "--allow missing-rights when the files see to that themselves. Nothing was done.",
            };
            throw new Failure(ExitStatus.Refused, findings.ToSequence());
        }
    }

    private static IEnumerable<Finding> Contradiction(StandingMigration migration, MigrateRequest request)
    {
        var file = migration.Migration?.Up.Path ?? migration.Entry!.File;
        switch (migration.Standing)
        {
            case MigrationStanding.Edited:
                yield return new("edited-migration", Severity.Error, $"{file} was edited after it had been applied.")
                {
                    Detail =
                        $"It was applied on {migration.Entry!.AppliedAt}. What the database has and what the file says may differ now.",
                    Fix =
                        "Restore the file and write the change as the next migration. If only its remarks changed, "
                        + $"`dbwright migrate repair TARGET --version {migration.Version} --mark edited` accepts the text.",
                    Location = new(file, 1, 1),
                };
                break;
            case MigrationStanding.Missing:
                yield return new(
                    "missing-migration",
                    Severity.Error,
                    $"The database has version {migration.Version}, the folder does not."
                )
                {
                    Detail = $"It was applied as {file} on {migration.Entry!.AppliedAt}.",
                    Fix =
                        "Bring the file back: without it nobody can build this database again. "
                        + $"`dbwright migrate repair TARGET --version {migration.Version} --mark pending` removes it from the history.",
                };
                break;
            case MigrationStanding.OutOfOrder when !request.Allows("out-of-order"):
                yield return new("out-of-order", Severity.Error, $"{file} comes before a version that is applied already.")
                {
                    Detail = "Other databases may have run it in its place, with another result.",
                    Fix = "Give it the next free version, or add --allow out-of-order.",
                    Location = new(file, 1, 1),
                };
                break;
            case MigrationStanding.Undoing:
                yield return new(
                    "unfinished-rollback",
                    Severity.Error,
                    $"The way down of version {migration.Version} is not finished."
                )
                {
                    Fix = "Run `dbwright migrate rollback` again: it goes on where it stopped.",
                };
                break;
        }
    }
}
