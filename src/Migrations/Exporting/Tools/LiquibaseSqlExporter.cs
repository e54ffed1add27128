using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Liquibase in formatted SQL, included by a changelog in XML.</summary>
internal sealed partial class LiquibaseSqlExporter : LiquibaseExporter
{
    // Elsewhere a line ends statements, as semicolons stand within them; spaces would end the option that says so.
    private const string EndLine = "-- end of statement";
    private const string EndPattern = @"\n-\-\send\sof\sstatement";

    /// <inheritdoc />
    public override string Name => "liquibase";

    /// <inheritdoc />
    public override string Title => "Liquibase";

    /// <inheritdoc />
    protected override string Extension => "sql";

    /// <inheritdoc />
    protected override Deliverable Master(Sequence<string> paths) => LiquibaseXmlExporter.Including(paths);

    /// <inheritdoc />
    protected override string File(ExportedFolder folder, ExportedMigration migration, Sequence<Changeset> changesets)
    {
        SqlFileText.Refuse(migration.Up, Mark(), Title);
        SqlFileText.Refuse(migration.Down, Mark(), Title);
        var text = new StringBuilder("--liquibase formatted sql\n\n").Append(LiquibaseDollar.Sql(migration));
        foreach (var changeset in changesets)
        {
            text.Append(
                $"--changeset {Word(changeset.Author)}:{changeset.Id}"
                    + (changeset.IsInTransaction ? "" : " runInTransaction:false")
                    + (migration.IsRepeatable ? " runOnChange:true" : "")
                    + $" stripComments:false {Splitting(folder)}\n"
            );
            if (changeset.Comment is { } comment)
            {
                text.Append($"--comment: {comment}\n");
            }

            var up = Statements(folder, changeset.Statements(changeset.Up is { } block ? [block] : []));
            text.Append(up.Length > 0 ? up : "-- Nothing to do.\n");
            if (changeset.Down is { } down)
            {
                var lines = Statements(folder, changeset.Statements(down));
                text.Append(
                    lines.Length > 0
                        ? string.Concat(lines.TrimEnd('\n').Split('\n').Select(l => $"--rollback {l}\n"))
                        : "--rollback empty\n"
                );
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // The driver of PostgreSQL takes several statements at once, and tells them apart better than Liquibase does.
    private static string Splitting(ExportedFolder folder) =>
        folder.JoinsStatements
            ? "splitStatements:false rollbackSplitStatements:false"
            : $"endDelimiter:{EndPattern} rollbackEndDelimiter:{EndPattern}";

    private static string Statements(ExportedFolder folder, IEnumerable<ExportedStatement> statements) =>
        string.Concat(
            statements.Select(s =>
                string.Concat(s.Remarks.Select(r => Mark().IsMatch(r) ? $"-- | {SqlRemarks.Words(r)}\n" : $"{r}\n"))
                + LiquibaseDollar.Escaped(LiquibaseStatements.Of(folder, s))
                + (folder.JoinsStatements ? $"{s.Ended[s.Text.Length..]}\n" : $"\n{EndLine}\n")
            )
        );

    private static string Word(string author) => author.Replace(':', ' ').Replace('"', ' ').Replace(' ', '_');

    [GeneratedRegex(
        @"^\s*--\s*(?:liquibase\s+formatted|changeset|rollback|precondition|property|comment|validchecksum|ignorelines|end of statement)\b[^\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Mark();
}
