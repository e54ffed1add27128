using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>dbmate: <c>0001_name.sql</c> with <c>-- migrate:up</c> and <c>-- migrate:down</c>, each sent as a whole.</summary>
internal sealed partial class DbmateExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "dbmate";

    /// <inheritdoc />
    public string Title => "dbmate";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { SplitsMigrations = true };

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        foreach (var migration in folder.Migrations)
        {
            SqlFileText.Refuse(migration.Up, Mark(), Title);
            SqlFileText.Refuse(migration.Down, Mark(), Title);
        }

        return MigrationPieces.Of(folder).Select(p => File(folder, p)).ToSequence();
    }

    private static Deliverable File(ExportedFolder folder, MigrationPiece piece)
    {
        var migration = piece.Migration;
        var head = piece.Part == 0 ? SqlFileText.Head(migration.Up) : "";
        var tail = piece.IsLast ? SqlFileText.Tail(migration.Up) : "";
        var text =
            $"{head}-- migrate:up{Option(piece.Up)}\n{Way(piece.Up)}{tail}\n"
            + (
                piece.Down is { } down
                    ? $"-- migrate:down{Option(down)}\n{Way(down)}{(piece.Part == 0 ? SqlFileText.Tail(migration.Down!) : "")}"
                    : $"-- migrate:down\n{NoWayBack.Statement(folder.Engine, migration)};\n"
            );
        return new($"{SqlFileText.Digits(piece.Number, 4)}_{piece.Name}.sql", text);
    }

    private static string Option(Sequence<ExportedBlock> blocks) => blocks.Any(b => !b.IsTransaction) ? " transaction:false" : "";

    private static string Way(Sequence<ExportedBlock> blocks) => SqlFileText.Of(blocks, begins: blocks.Count > 1);

    [GeneratedRegex(@"^--\s*migrate:(?:up|down)\b[^\n]*", RegexOptions.Multiline, 1000)]
    private static partial Regex Mark();
}
