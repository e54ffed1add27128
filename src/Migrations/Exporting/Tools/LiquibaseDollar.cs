using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Dollars before braces, which Liquibase takes for its own parameters and replaces when it knows their names (also from the environment): a
/// parameter whose value is a dollar stands for them.
/// </summary>
internal static class LiquibaseDollar
{
    private const string Parameter = "dbwright.dollar";

    /// <summary>The text in which Liquibase replaces nothing but those dollars.</summary>
    public static string Escaped(string text) => text.Replace("${", $"${{{Parameter}}}{{", StringComparison.Ordinal);

    /// <summary>The same for YAML, where it replaces parameters in what it has replaced already.</summary>
    public static string EscapedTwice(string text) =>
        text.Replace("${", $"${{{Parameter}}}{{{Parameter}}}{{", StringComparison.Ordinal);

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

/// <summary>Statements as the driver of Liquibase takes them.</summary>
internal static class LiquibaseStatements
{
    /// <summary>
    /// The statement. The driver of PostgreSQL takes a question mark outside quotes for a parameter, and two for the operator.
    /// </summary>
    public static string Of(ExportedFolder folder, ExportedStatement statement)
    {
        var text = UncutStatement.Of(folder, statement.Text);
        if (folder.Engine.Name != "postgresql" || !text.Contains('?', StringComparison.Ordinal))
        {
            return text;
        }

        var marks = PostgreSqlTokens.Read(text).Where(t => t.Text == "?").Select(t => t.Offset).ToHashSet();
        return string.Concat(text.Select((c, i) => marks.Contains(i) ? "??" : c.ToString()));
    }
}
