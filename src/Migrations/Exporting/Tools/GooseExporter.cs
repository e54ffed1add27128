using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>goose: <c>00001_name.sql</c> with <c>-- +goose Up</c> and <c>-- +goose Down</c>.</summary>
internal sealed partial class GooseExporter : IMigrationExporter
{
    private const int Width = 5;

    /// <inheritdoc />
    public string Name => "goose";

    /// <inheritdoc />
    public string Title => "goose";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { KeepsSession = false };

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(m => File(folder, m)).ToSequence();

    private static Deliverable File(ExportedFolder folder, ExportedMigration migration)
    {
        SqlFileText.Refuse(migration.Up, Mark(), "goose");
        SqlFileText.Refuse(migration.Down, Mark(), "goose");
        var begins = !migration.IsOneTransaction;
        var text =
            SqlFileText.Head(migration.Up)
            + (begins ? "-- +goose NO TRANSACTION\n" : "")
            + $"-- +goose Up\n{Way(migration.Up, begins)}\n-- +goose Down\n"
            + (
                migration.Down is { } down
                    ? Way(down, begins)
                    : $"-- +goose StatementBegin\n{NoWayBack.Statement(folder.Engine, migration)};\n-- +goose StatementEnd\n"
            );
        return new($"{SqlFileText.Digits(migration.Number, Width)}_{migration.Name}.sql", text);
    }

    private static string Way(ExportedWay way, bool begins)
    {
        var text = new StringBuilder();
        foreach (var block in way.Blocks)
        {
            // Without a transaction goose may send each statement over another connection, so one that is begun is sent as a whole.
            text.Append(
                begins && block.IsTransaction
                    ? $"-- +goose StatementBegin\n{SqlFileText.Of([block], begins: true)}-- +goose StatementEnd\n"
                    : string.Concat(block.Statements.Select(Statement))
            );
        }

        return text.Append(SqlFileText.Tail(way)).ToString();
    }

    // It ends statements at semicolons at the ends of lines.
    private static string Statement(ExportedStatement statement)
    {
        var isPlain = !statement.Text.Contains(';', StringComparison.Ordinal) && statement.Ended == $"{statement.Text};";
        var text = $"{statement.Ended}\n";
        return SqlFileText.Remarks(statement) + (isPlain ? text : $"-- +goose StatementBegin\n{text}-- +goose StatementEnd\n");
    }

    [GeneratedRegex(@"^--\s*\+goose\b[^\n]*", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Mark();
}
