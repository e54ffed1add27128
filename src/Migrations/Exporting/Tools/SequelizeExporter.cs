using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Sequelize (sequelize-cli, Umzug): <c>0001-name.js</c>, run in the order of the names.</summary>
internal sealed class SequelizeExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "sequelize";

    /// <inheritdoc />
    public string Title => "Sequelize";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { KeepsSession = false };

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(File).ToSequence();

    private static Deliverable File(ExportedMigration migration)
    {
        var code = new HostCode("  ").Line("'use strict';").Line().Comments("//", migration.Header);
        if (migration.Header.Count > 0)
        {
            code.Line();
        }

        code.Line("module.exports = {")
            .Within(c =>
            {
                c.Line("async up({ sequelize }) {").Within(b => Way(b, migration.Up)).Line("},").Line();
                c.Line("async down({ sequelize }) {")
                    .Within(b =>
                    {
                        if (migration.Down is { } down)
                        {
                            Way(b, down);
                        }
                        else
                        {
                            b.Line($"throw new Error(\"{migration.Name} has no way down.\");");
                        }
                    })
                    .Line("},");
            })
            .Line("};");
        var name = migration.Name.Replace('_', '-');
        return new($"{SqlFileText.Digits(migration.Number, 4)}-{name}.js", code.ToString());
    }

    private static void Way(HostCode code, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            if (block.IsTransaction)
            {
                code.Line("await sequelize.transaction(async (transaction) => {")
                    .Within(c => Statements(c, block, ", { transaction }"))
                    .Line("});");
            }
            else
            {
                Statements(code, block, "");
            }
        }

        code.Comments("//", way.Tail.Select(SqlRemarks.Words));
    }

    private static void Statements(HostCode code, ExportedBlock block, string options)
    {
        foreach (var statement in block.Statements)
        {
            code.Comments("//", statement.Notes).Line($"await sequelize.query({HostTexts.JavaScript(statement.Text)}{options});");
        }
    }
}
