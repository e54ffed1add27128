using System.Text;
using System.Xml;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Liquibase in XML: each statement is an element of its own, so that nothing has to be split.</summary>
internal sealed class LiquibaseXmlExporter : LiquibaseExporter
{
    private const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog
            xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">

        """;

    private const string Foot = "</databaseChangeLog>\n";

    /// <inheritdoc />
    public override string Name => "liquibase-xml";

    /// <inheritdoc />
    public override string Title => "Liquibase";

    /// <inheritdoc />
    protected override string Extension => "xml";

    /// <summary>The changelog that includes others, in XML.</summary>
    internal static Deliverable Including(Sequence<string> paths) =>
        new(
            "changelog.xml",
            Head.ReplaceLineEndings("\n")
                + string.Concat(paths.Select(p => $"  <include file=\"{HostTexts.Xml(p)}\" relativeToChangelogFile=\"true\"/>\n"))
                + Foot
        );

    /// <inheritdoc />
    protected override Deliverable Master(Sequence<string> paths) => Including(paths);

    /// <inheritdoc />
    protected override string File(ExportedFolder folder, ExportedMigration migration, Sequence<Changeset> changesets)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append(LiquibaseDollar.Xml(migration));
        foreach (var changeset in changesets)
        {
            text.Append(
                $"  <changeSet id=\"{HostTexts.Xml(changeset.Id)}\" author=\"{HostTexts.Xml(changeset.Author)}\""
                    + (changeset.IsInTransaction ? "" : " runInTransaction=\"false\"")
                    + (migration.IsRepeatable ? " runOnChange=\"true\"" : "")
                    + ">\n"
            );
            if (changeset.Comment is { } comment)
            {
                text.Append($"    <comment>{HostTexts.Xml(LiquibaseDollar.Escaped(comment))}</comment>\n");
            }

            Statements(text, folder, migration.Up, changeset.Statements(changeset.Up is { } up ? [up] : []), "    ");
            if (changeset.Down is { } down)
            {
                text.Append("    <rollback>\n");
                Statements(text, folder, migration.Down!, changeset.Statements(down), "      ");
                text.Append("    </rollback>\n");
            }

            text.Append("  </changeSet>\n");
        }

        return text.Append(Foot).ToString();
    }

    private static void Statements(
        StringBuilder text,
        ExportedFolder folder,
        ExportedWay way,
        IEnumerable<ExportedStatement> statements,
        string indent
    )
    {
        foreach (var statement in statements)
        {
            Check(way, statement);
            var remarks = string.Concat(statement.Remarks.Select(r => $"{r}\n"));
            text.Append($"{indent}<sql splitStatements=\"false\" stripComments=\"false\">")
                .Append(HostTexts.XmlData(LiquibaseDollar.Escaped(remarks + LiquibaseStatements.Of(folder, statement))))
                .Append("</sql>\n");
        }
    }

    private static void Check(ExportedWay way, ExportedStatement statement)
    {
        var at =
            statement.Text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
                ? -1
                : statement.Text.ToList().FindIndex(c => !XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c));
        if (at >= 0)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-xml-character",
                $"XML cannot hold the character U+{(int)statement.Text[at]:X4}.",
                fix: "Write it as an escape of SQL, or export for liquibase-yaml.",
                at: way.Script.At(statement.Offset + at)
            );
        }
    }
}
