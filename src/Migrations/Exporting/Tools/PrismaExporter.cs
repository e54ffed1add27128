using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Prisma: a folder for each migration with <c>migration.sql</c>, sent as a whole; <c>down.sql</c> is kept for <c>prisma db execute</c>.</summary>
internal sealed class PrismaExporter : IMigrationExporter
{
    private const int Width = 14;

    /// <inheritdoc />
    public string Name => "prisma";

    /// <inheritdoc />
    public string Title => "Prisma";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { SplitsMigrations = true, GoesDown = false };

    /// <inheritdoc />
    public string Advice => "down.sql is run by hand: prisma db execute --file, then prisma migrate resolve --rolled-back.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var provider = folder.Engine.Name == "mariadb" ? "mysql" : folder.Engine.Name;
        return MigrationPieces
            .Of(folder)
            .SelectMany(Files)
            .Prepend(new("migration_lock.toml", $"# Which engine the migrations are written for.\nprovider = \"{provider}\"\n"))
            .ToSequence();
    }

    private static IEnumerable<Deliverable> Files(MigrationPiece piece)
    {
        var name = $"{SqlFileText.Digits(piece.Number, Width)}_{piece.Name}";
        var head = piece.Part == 0 ? SqlFileText.Head(piece.Migration.Up) : "";
        var tail = piece.IsLast ? SqlFileText.Tail(piece.Migration.Up) : "";
        yield return new($"{name}/migration.sql", head + Way(piece.Up) + tail);
        if (piece.Down is { } down)
        {
            yield return new(
                $"{name}/down.sql",
                (piece.IsLast ? SqlFileText.Head(piece.Migration.Down!) : "")
                    + Way(down)
                    + (piece.Part == 0 ? SqlFileText.Tail(piece.Migration.Down!) : "")
            );
        }
    }

    private static string Way(Sequence<ExportedBlock> blocks) =>
        blocks.Count == 0 ? "-- Nothing to do.\n" : SqlFileText.Of(blocks, begins: blocks.Count > 1);
}
