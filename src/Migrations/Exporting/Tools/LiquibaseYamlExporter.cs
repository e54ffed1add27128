using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Liquibase in YAML: each statement is an element of its own, so that nothing has to be split.</summary>
internal sealed class LiquibaseYamlExporter : LiquibaseExporter
{
    /// <inheritdoc />
    public override string Name => "liquibase-yaml";

    /// <inheritdoc />
    public override string Title => "Liquibase";

    /// <inheritdoc />
    protected override string Extension => "yaml";

    /// <inheritdoc />
    protected override Deliverable Master(Sequence<string> paths) =>
        new(
            "changelog.yaml",
            "databaseChangeLog:\n"
                + string.Concat(
                    paths.Select(p => $"  - include:\n      file: {HostTexts.Json(p)}\n      relativeToChangelogFile: true\n")
                )
        );

    /// <inheritdoc />
    protected override string File(ExportedFolder folder, ExportedMigration migration, Sequence<Changeset> changesets)
    {
        var text = new StringBuilder("databaseChangeLog:\n").Append(LiquibaseDollar.Yaml(migration));
        foreach (var changeset in changesets)
        {
            text.Append(
                $"  - changeSet:\n      id: {HostTexts.Json(changeset.Id)}\n      author: {HostTexts.Json(changeset.Author)}\n"
            );
            text.Append(changeset.IsInTransaction ? "" : "      runInTransaction: false\n");
            text.Append(migration.IsRepeatable ? "      runOnChange: true\n" : "");
            if (changeset.Comment is { } comment)
            {
                text.Append($"      comment: {HostTexts.Json(LiquibaseDollar.EscapedTwice(comment))}\n");
            }

            text.Append("      changes:").Append(Statements(folder, changeset.Statements(changeset.Up is { } up ? [up] : [])));
            if (changeset.Down is { } down)
            {
                text.Append("      rollback:").Append(Statements(folder, changeset.Statements(down)));
            }
        }

        return text.ToString();
    }

    private static string Statements(ExportedFolder folder, IEnumerable<ExportedStatement> all)
    {
        var statements = all.ToList();
        return statements.Count == 0
            ? " []\n"
            : "\n"
                + string.Concat(
                    statements.Select(s =>
                        "        - sql:\n            splitStatements: false\n            stripComments: false\n            sql: "
                        + $"{HostTexts.Yaml(LiquibaseDollar.EscapedTwice(string.Concat(s.Remarks.Select(r => $"{r}\n")) + LiquibaseStatements.Of(folder, s)), 14)}\n"
                    )
                );
    }
}
