using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Where a migration of the folder stands.</summary>
public enum MigrationStanding
{
    /// <summary>The database has it.</summary>
    Applied,

    /// <summary>The database does not have it yet.</summary>
    Pending,

    /// <summary>Some of its statements are done.</summary>
    Unfinished,

    /// <summary>Its way down was begun and is not finished.</summary>
    Undoing,

    /// <summary>It was edited after it had been applied.</summary>
    Edited,

    /// <summary>A later version is applied already, this one is not.</summary>
    OutOfOrder,

    /// <summary>The database has it, the folder does not.</summary>
    Missing,

    /// <summary>A baseline stands for it.</summary>
    BeforeBaseline,
}

/// <summary>A migration and where it stands.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="Migration">The folder's; none when it is missing there.</param>
/// <param name="Entry">The history's; none when it is not there.</param>
public sealed record StandingMigration(MigrationStanding Standing, FolderMigration? Migration, HistoryEntry? Entry)
{
    /// <summary>What it is told by.</summary>
    public string Version => Migration?.Version ?? Entry!.Version;
}

/// <summary>A folder of migrations held against the history of a database.</summary>
/// <param name="Migrations">All of both, in the order of the folder; those that it lacks at the end.</param>
public sealed record RunPlan(Sequence<StandingMigration> Migrations)
{
    /// <summary>What an upward run does, in its order.</summary>
    public Sequence<FolderMigration> Pending =>
        Migrations
            .Where(m => m.Standing is MigrationStanding.Pending or MigrationStanding.Unfinished or MigrationStanding.OutOfOrder)
            .Select(m => m.Migration!)
            .ToSequence();

    /// <summary>Compares them.</summary>
    public static RunPlan For(MigrationFolder folder, Sequence<HistoryEntry> history)
    {
        var entries = history.ToDictionary(e => e.Version);
        var baselines = folder
            .Migrations.Where(m => m.Kind == MigrationKind.Baseline)
            .Select(m => m.Version)
            .ToHashSet(StringComparer.Ordinal);
        var known = (
            history.Count == 0
                ? folder.Fresh
                : folder.Migrations.Where(m => m.Kind != MigrationKind.Baseline || Entry(m) is not null)
        ).ToList();
        var last = known.FindLastIndex(m => m.Kind != MigrationKind.Repeatable && Entry(m) is not null);
        var baseline = known.FindLastIndex(m => Entry(m) is { } entry && IsBaseline(entry));
        var standing = folder
            .Migrations.Where(m => m.Kind != MigrationKind.Baseline || known.Contains(m))
            .Select(m => new StandingMigration(Standing(m), m, Entry(m)));
        var versions = folder.Migrations.Select(m => m.Version).ToHashSet(StringComparer.Ordinal);
        var missing = history
            .Where(e => !versions.Contains(e.Version) && e.File != BaselineFile)
            .Select(e => new StandingMigration(MigrationStanding.Missing, null, e));
        return new([.. standing, .. missing]);

        // A version and the baseline that stands for all up to it have one name; where the file of that is gone, the version has its entry.
        HistoryEntry? Entry(FolderMigration migration) =>
            entries.GetValueOrDefault(migration.Version) is { } entry
            && (migration.Kind == MigrationKind.Baseline)
                == (FlywayFolder.IsBaseline(entry.File) && baselines.Contains(entry.Version))
                ? entry
                : null;

        MigrationStanding Standing(FolderMigration migration)
        {
            var place = known.IndexOf(migration);
            return Entry(migration) is { } entry ? Applied(migration, entry)
                : place < 0 ? MigrationStanding.BeforeBaseline
                : migration.Kind == MigrationKind.Repeatable || place > last ? MigrationStanding.Pending
                : place < baseline ? MigrationStanding.BeforeBaseline
                : MigrationStanding.OutOfOrder;
        }
    }

    /// <summary>Whether an entry stands for all versions up to its own, so that undoing it would undo what no file of it made.</summary>
    public static bool IsBaseline(HistoryEntry entry) => entry.File == BaselineFile || FlywayFolder.IsBaseline(entry.File);

    /// <summary>The file of an entry that no file stands behind: what was there before dbwright.</summary>
    public const string BaselineFile = "(baseline)";

    private static MigrationStanding Applied(FolderMigration migration, HistoryEntry entry) =>
        entry.State switch
        {
            HistoryState.Applying => MigrationStanding.Unfinished,
            HistoryState.Undoing => MigrationStanding.Undoing,
            _ when entry.Checksum == migration.Checksum => MigrationStanding.Applied,
            _ when IsBaseline(entry) && migration.Kind != MigrationKind.Baseline => MigrationStanding.Applied,
            _ when migration.Kind == MigrationKind.Repeatable => MigrationStanding.Pending,
            _ => MigrationStanding.Edited,
        };
}
