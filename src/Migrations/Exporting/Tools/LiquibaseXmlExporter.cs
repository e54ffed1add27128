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
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append(Dollar.Xml(migration));
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
                text.Append($"    <comment>{HostTexts.Xml(Dollar.Escaped(comment))}</comment>\n");
            }

            Statements(text, migration.Up, changeset.Statements(changeset.Up is { } up ? [up] : []), "    ");
            if (changeset.Down is { } down)
            {
                text.Append("    <rollback>\n");
                Statements(text, migration.Down!, changeset.Statements(down), "      ");
                text.Append("    </rollback>\n");
            }

            text.Append("  </changeSet>\n");
        }

        return text.Append(Foot).ToString();
    }

    private static void Statements(StringBuilder text, ExportedWay way, IEnumerable<ExportedStatement> statements, string indent)
    {
        foreach (var statement in statements)
        {
            Check(way, statement);
            var remarks = string.Concat(statement.Remarks.Select(r => $"{r}\n"));
            text.Append($"{indent}<sql splitStatements=\"false\" stripComments=\"false\">")
                .Append(HostTexts.XmlData(Dollar.Escaped(remarks + statement.Text)))
                .Append("</sql>\n");
        }
    }

    private static void Check(ExportedWay way, ExportedStatement statement)
    {
        var at = statement.Text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
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

/// <summary>
/// Dollars before braces, which Liquibase takes for its own parameters and replaces when it knows their names (also from the environment): a
/// parameter whose value is a dollar stands for them.
/// </summary>
internal static class Dollar
{
    private const string Parameter = "dbwright.dollar";

    /// <summary>The text in which Liquibase replaces nothing but those dollars.</summary>
    public static string Escaped(string text) => text.Replace("${", $"${{{Parameter}}}{{", StringComparison.Ordinal);

    /// <summary>Whether a migration needs the parameter.</summary>
    public static bool IsIn(ExportedMigration migration) =>
        migration.Header.Any(l => l.Contains("${", StringComparison.Ordinal))
        || migration
            .Up.Statements.Concat(migration.Down?.Statements ?? [])
            .Any(s =>
                s.Text.Contains("${", StringComparison.Ordinal) || s.Remarks.Any(r => r.Contains("${", StringComparison.Ordinal))
            );

    /// <summary>Its definition in XML; empty where it is not needed.</summary>
    public static string Xml(ExportedMigration migration) =>
        IsIn(migration) ? $"  <property name=\"{Parameter}\" value=\"$\" global=\"false\"/>\n" : "";

    /// <summary>Its definition in YAML; empty where it is not needed.</summary>
    public static string Yaml(ExportedMigration migration) =>
        IsIn(migration) ? $"  - property:\n      name: {Parameter}\n      value: \"$\"\n      global: false\n" : "";

    /// <summary>Its definition in formatted SQL; empty where it is not needed.</summary>
    public static string Sql(ExportedMigration migration) =>
        IsIn(migration) ? $"--property name:{Parameter} value:$ global:false\n\n" : "";
}
