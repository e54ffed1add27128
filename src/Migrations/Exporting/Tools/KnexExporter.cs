using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Knex: <c>0001_name.js</c>, run in the order of the names.</summary>
internal sealed partial class KnexExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "knex";

    /// <inheritdoc />
    public string Title => "Knex";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(m => File(folder, m)).ToSequence();

    private static Deliverable File(ExportedFolder folder, ExportedMigration migration)
    {
        var code = new HostCode("  ").Comments("//", migration.Header);
        if (migration.Header.Count > 0)
        {
            code.Line();
        }

        if (!migration.IsOneTransaction)
        {
            code.Line("exports.config = { transaction: false };").Line();
        }

        code.Line("exports.up = async function (knex) {")
            .Within(c => Way(c, folder, migration, migration.Up))
            .Line("};")
            .Line()
            .Line("exports.down = async function (knex) {");
        code.Within(c =>
            {
                if (migration.Down is { } down)
                {
                    Way(c, folder, migration, down);
                }
                else
                {
                    c.Line($"throw new Error(\"{migration.Name} has no way down.\");");
                }
            })
            .Line("};");
        return new($"{SqlFileText.Digits(migration.Number, 4)}_{migration.Name}.js", code.ToString());
    }

    private static void Way(HostCode code, ExportedFolder folder, ExportedMigration migration, ExportedWay way)
    {
        // Settings outside a transaction hold for one connection of the pool only.
        if (migration.IsOneTransaction || way.LooseSetting is null)
        {
            Blocks(code, folder, migration, way, "");
        }
        else
        {
            code.Line("const connection = await knex.client.acquireConnection();")
                .Line("try {")
                .Within(c => Blocks(c, folder, migration, way, ".connection(connection)"))
                .Line("} finally {")
                .Within(c => c.Line("await knex.client.releaseConnection(connection);"))
                .Line("}");
        }

        code.Comments("//", way.Tail.Select(SqlRemarks.Words));
    }

    private static void Blocks(
        HostCode code,
        ExportedFolder folder,
        ExportedMigration migration,
        ExportedWay way,
        string connection
    )
    {
        foreach (var block in way.Blocks)
        {
            if (block.IsTransaction && !migration.IsOneTransaction)
            {
                code.Line("await knex.transaction(async (trx) => {")
                    .Within(c => Statements(c, folder, way, block, "trx", ""))
                    .Line(connection.Length > 0 ? "}, { connection });" : "});");
            }
            else
            {
                Statements(code, folder, way, block, "knex", connection);
            }
        }
    }

    private static void Statements(
        HostCode code,
        ExportedFolder folder,
        ExportedWay way,
        ExportedBlock block,
        string on,
        string connection
    )
    {
        foreach (var statement in block.Statements)
        {
            code.Comments("//", statement.Notes);
            if (folder.Engine.Name != "postgresql")
            {
                // Without values nothing is looked for in the text.
                code.Line($"await {on}.raw({HostTexts.JavaScript(statement.Text)}){connection};");
            }
            else if (Unspeakable().IsMatch(statement.Text))
            {
                Driver(code, statement, on, connection);
            }
            else
            {
                // A question mark is a parameter, unless a backslash stands before it.
                var text = statement.Text.Replace("?", "\\?", StringComparison.Ordinal);
                code.Line($"await {on}.raw({HostTexts.JavaScript(text)}){connection};");
            }
        }
    }

    // What Knex cannot be given, its driver can.
    private static void Driver(HostCode code, ExportedStatement statement, string on, string connection)
    {
        var sql = HostTexts.JavaScript(statement.Text);
        code.Line("// Knex would take away a backslash before a question mark, so its driver runs this.");
        if (connection.Length > 0 && on == "knex")
        {
            code.Line($"await connection.query({sql});");
            return;
        }

        code.Line("{")
            .Within(c =>
                c.Line($"const driver = await {on}.client.acquireConnection();")
                    .Line("try {")
                    .Within(b => b.Line($"await driver.query({sql});"))
                    .Line("} finally {")
                    .Within(b => b.Line($"await {on}.client.releaseConnection(driver);"))
                    .Line("}")
            )
            .Line("}");
    }

    [GeneratedRegex(@"\\\?", RegexOptions.None, 1000)]
    private static partial Regex Unspeakable();
}
