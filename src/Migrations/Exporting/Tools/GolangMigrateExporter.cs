using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>golang-migrate: <c>000001_name.up.sql</c> and <c>000001_name.down.sql</c>, each sent as a whole.</summary>
internal sealed class GolangMigrateExporter : IMigrationExporter
{
    private const int Width = 6;

    /// <inheritdoc />
    public string Name => "golang-migrate";

    /// <inheritdoc />
    public string Title => "golang-migrate";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { SplitsMigrations = true };

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => MigrationPieces.Of(folder).SelectMany(Files).ToSequence();

    private static IEnumerable<Deliverable> Files(MigrationPiece piece)
    {
        var name = $"{SqlFileText.Digits(piece.Number, Width)}_{piece.Name}";
        var head = piece.Part == 0 ? SqlFileText.Head(piece.Migration.Up) : "";
        var tail = piece.IsLast ? SqlFileText.Tail(piece.Migration.Up) : "";
        yield return new($"{name}.up.sql", head + Way(piece.Up) + tail);
        if (piece.Down is { } down)
        {
            yield return new(
                $"{name}.down.sql",
                (piece.IsLast ? SqlFileText.Head(piece.Migration.Down!) : "")
                    + Way(down)
                    + (piece.Part == 0 ? SqlFileText.Tail(piece.Migration.Down!) : "")
            );
        }
    }

    // Several statements sent at once are a transaction; one that may not be in one is alone.
    private static string Way(Sequence<ExportedBlock> blocks) =>
        blocks.Count == 0 ? "-- Nothing to do.\n" : SqlFileText.Of(blocks, begins: blocks.Count > 1);
}
