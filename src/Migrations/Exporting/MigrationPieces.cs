using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A part of a migration as a migration of its own.</summary>
/// <param name="Migration">The whole.</param>
/// <param name="Part">Which part, counted from 0.</param>
/// <param name="Number">Its version.</param>
/// <param name="Name">Its name.</param>
internal sealed record MigrationPiece(ExportedMigration Migration, int Part, long Number, string Name)
{
    /// <summary>What runs on the way up.</summary>
    public Sequence<ExportedBlock> Up { get; init; } = [];

    /// <summary>What runs on the way down; none when the whole has none.</summary>
    public Sequence<ExportedBlock>? Down { get; init; }

    /// <summary>Whether it is the last of its whole.</summary>
    public bool IsLast { get; init; }
}

/// <summary>
/// Migrations for tools that send a file as a whole: one that is no single transaction becomes one for each of its parts, undone in the
/// opposite order.
/// </summary>
internal static class MigrationPieces
{
    private const long FirstTimestamp = 10_000_000_000_000;

    /// <summary>The pieces. Numbers go on without a gap, so that those before a migration never change; times keep theirs.</summary>
    /// <exception cref="Failure">Two migrations are too near in time for the parts of the first.</exception>
    public static Sequence<MigrationPiece> Of(ExportedFolder folder)
    {
        var areTimes = folder.Migrations.All(m => m.Number >= FirstTimestamp);
        var isSplit = folder.JoinsStatements && folder.Migrations.Any(m => Parts(folder, m) > 1);
        var pieces = new List<MigrationPiece>();
        foreach (var migration in folder.Migrations)
        {
            var parts = Parts(folder, migration);
            var last = pieces.Count > 0 ? pieces[^1].Number : 0;
            var first = isSplit && !areTimes ? Math.Max(last + 1, migration.Number) : migration.Number;
            if (first <= last)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "no-room-for-parts",
                    $"The {pieces[^1].Part + 1} parts of the migration before this one need more numbers than lie between the two.",
                    fix: "Give one of them another version.",
                    at: new Location(migration.Up.Script.Path, 1, 1)
                );
            }

            pieces.AddRange(Split(folder, migration, first, parts));
        }

        return pieces.ToSequence();
    }

    private static int Parts(ExportedFolder folder, ExportedMigration migration) =>
        folder.JoinsStatements ? Math.Max(1, Math.Max(migration.Up.Blocks.Count, migration.Down?.Blocks.Count ?? 0)) : 1;

    private static IEnumerable<MigrationPiece> Split(ExportedFolder folder, ExportedMigration migration, long first, int parts)
    {
        for (var i = 0; i < parts; i++)
        {
            var name = parts == 1 ? migration.Name : $"{migration.Name}_{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            yield return new(migration, i, first + i, name)
            {
                Up = folder.JoinsStatements ? migration.Up.Blocks.Skip(i).Take(1).ToSequence() : migration.Up.Blocks,
                Down =
                    migration.Down is not { } down ? null
                    : folder.JoinsStatements ? down.Blocks.Skip(parts - 1 - i).Take(1).ToSequence()
                    : down.Blocks,
                IsLast = i == parts - 1,
            };
        }
    }
}
