using System.Globalization;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What is said of pending files before they run, and what of them is refused by their text alone.</summary>
/// <param name="target">The database and the folder.</param>
/// <param name="pending">The migrations that are about to run.</param>
internal sealed class PendingFiles(MigrateTarget target, Sequence<FolderMigration> pending)
{
    private const int LongestNumber = 6;
    private const int Shown = 5;

    /// <summary>Refuses files with statements that the engine cannot read, and such that wait for a version that nobody knows.</summary>
    /// <exception cref="Failure">There is one (<see cref="ExitStatus.BadInput"/>).</exception>
    public async Task CheckAsync(ISession session, RunPlan plan, CancellationToken cancellation)
    {
        var findings = pending.SelectMany(m => UnknownCutover(m, plan)).ToList();
        var syntax = new FileSyntax(target.Engine, session);
        var steps = target.Engine.Require<ISteps>();
        foreach (var script in pending.Select(m => m.Up))
        {
            findings.AddRange(await syntax.OfAsync(script, steps.Read(script.Text).ToSequence(), cancellation));
        }

        if (findings.Count > 0)
        {
            throw new Failure(ExitStatus.BadInput, findings.ToSequence());
        }
    }

    /// <summary>
    /// What a careful person wants to know of them: files of the folder that never run, gaps between versions, files without a statement.
    /// </summary>
    public Sequence<Finding> Warnings() =>
        [
            .. target.Folder.Findings,
            .. pending.SelectMany(m => m.Findings),
            .. Gaps(),
            .. pending.Where(m => IsEmpty(m.Up)).Select(Empty),
        ];

    /// <summary>
    /// Refuses on a production target what was never verified on its version of the engine, unless that was permitted; elsewhere says so.
    /// </summary>
    /// <exception cref="Failure">The target is one of production, and there is such a file (<see cref="ExitStatus.Refused"/>).</exception>
    public Sequence<Finding> Unverified(EngineVersion version, MigrateRequest request)
    {
        var evidence = new VerifyEvidence(request.Folder, target.Engine.Name);
        var missing = pending.Where(m => !evidence.IsKnown(m, version)).ToList();
        if (missing.Count == 0 || request.Allows("unverified"))
        {
            return [];
        }

        var isProduction = request.IsProduction ?? ProductionGuard.IsProduction(request.ProjectFile, target.Url);
        var names = string.Join(", ", missing.Take(Shown).Select(m => Path.GetFileName(m.Up.Path)));
        var more = missing.Count - Shown;
        var finding = new Finding(
            "unverified-migration",
            isProduction ? Severity.Error : Severity.Warning,
            missing.Count == 1
                ? "A file of this run was never verified as it is now."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{missing.Count} files of this run were never verified as they are now."
                )
        )
        {
            Detail =
                $"{names}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")}: {evidence.Folder} has nothing about {(missing.Count == 1 ? "it" : "them")} on "
                + $"{target.Engine.Title} {version.Line(target.Engine.Name)}.{(isProduction ? " The target is one of production. Nothing was done." : "")}",
            Fix =
                $"`dbwright migrate verify {request.Folder} --new-only` runs them in a sandbox"
                + (isProduction ? ", or add --allow unverified." : "."),
            Location = new(missing[0].Up.Path, 1, 1),
        };
        return isProduction ? throw new Failure(ExitStatus.Refused, [finding]) : [finding];
    }

    private static IEnumerable<Finding> UnknownCutover(FolderMigration migration, RunPlan plan)
    {
        if (Cutover.Of(migration.Up) is not { } wait || plan.Migrations.Any(m => wait.Names(m.Version)))
        {
            return [];
        }

        var near = NearestName.Of(wait.Version, plan.Migrations.Select(m => m.Version).Where(v => v != migration.Version));
        return
        [
            new(
                "cutover-version",
                Severity.Error,
                $"This file waits for version {wait.Version}, which neither the folder nor the database has."
            )
            {
                Fix =
                    $"{(near is null ? "Name one of the folder" : $"Did you mean {near}")}{(near is null ? "." : "?")} Nothing was done.",
                Location = new(migration.Up.Path, 1, 1),
            },
        ];
    }

    // Versions by time and dotted ones have gaps by nature.
    private IEnumerable<Finding> Gaps()
    {
        var due = pending.ToHashSet();
        (long Number, string Name)? last = null;
        foreach (var migration in target.Folder.Migrations.Where(m => m.Kind != MigrationKind.Repeatable))
        {
            if (
                migration.Version.Length > LongestNumber
                || !long.TryParse(migration.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
            {
                continue;
            }

            var name = Path.GetFileName(migration.Up.Path);
            if (last is { } before && number > before.Number + 1 && due.Contains(migration))
            {
                yield return new("version-gap", Severity.Warning, $"Between {before.Name} and {name} a version is missing.")
                {
                    Detail =
                        "Somebody else may have the file that belongs there; once a later version is applied, it is refused as out of order.",
                    Location = new(migration.Up.Path, 1, 1),
                };
            }

            last = (number, name);
        }
    }

    private bool IsEmpty(ScriptFile script) => !target.Engine.Require<ISteps>().Read(script.Text).Any();

    private static Finding Empty(FolderMigration migration) =>
        new("empty-migration", Severity.Warning, "This file holds no statement that runs.")
        {
            Detail = "It is noted as applied all the same.",
            Location = new(migration.Up.Path, 1, 1),
        };
}
