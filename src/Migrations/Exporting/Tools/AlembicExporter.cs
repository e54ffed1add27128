using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Alembic: <c>0001_name.py</c> for its folder <c>versions</c>.</summary>
internal sealed partial class AlembicExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "alembic";

    /// <inheritdoc />
    public string Title => "Alembic";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public string Advice =>
        "In env.py: context.configure(…, transaction_per_migration=True), so that what is committed in the middle of a revision takes no other with it.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) =>
        folder.Migrations.Select((m, i) => File(m, i == 0 ? null : Revision(folder.Migrations[i - 1]))).ToSequence();

    private static string Revision(ExportedMigration migration) => SqlFileText.Digits(migration.Number, 4);

    private static Deliverable File(ExportedMigration migration, string? before)
    {
        var revision = Revision(migration);
        var code = new HostCode()
            .Line($"\"\"\"{migration.Title}")
            .Line()
            .Line($"Revision ID: {revision}")
            .Line($"Revises: {before}".TrimEnd())
            .Line("\"\"\"")
            .Line("from alembic import op")
            .Line()
            .Comments("#", migration.Header);
        if (migration.Header.Count > 0)
        {
            code.Line();
        }

        code.Line($"revision = \"{revision}\"")
            .Line(before is null ? "down_revision = None" : $"down_revision = \"{before}\"")
            .Line("branch_labels = None")
            .Line("depends_on = None")
            .Line()
            .Line()
            .Line("def upgrade():")
            .Within(c => Way(c, migration.Up))
            .Line()
            .Line()
            .Line("def downgrade():")
            .Within(c =>
            {
                if (migration.Down is { } down)
                {
                    Way(c, down);
                }
                else
                {
                    c.Line($"raise RuntimeError(\"{migration.Name} has no way down.\")");
                }
            });
        return new($"{revision}_{migration.Name}.py", code.ToString());
    }

    private static void Way(HostCode code, ExportedWay way)
    {
        for (var i = 0; i < way.Blocks.Count; )
        {
            var block = way.Blocks[i++];
            if (block.IsTransaction)
            {
                Statements(code, block.Statements);
                continue;
            }

            var alone = new List<ExportedStatement>(block.Statements);
            while (i < way.Blocks.Count && !way.Blocks[i].IsTransaction)
            {
                alone.AddRange(way.Blocks[i++].Statements);
            }

            code.Line("with op.get_context().autocommit_block():").Within(c => Statements(c, alone));
        }

        code.Comments("#", way.Tail.Select(SqlRemarks.Words));
        if (way.Blocks.Count == 0)
        {
            code.Line("pass");
        }
    }

    private static void Statements(HostCode code, IEnumerable<ExportedStatement> statements)
    {
        foreach (var statement in statements)
        {
            code.Comments("#", statement.Notes);
            var lines = $"op.execute({HostTexts.Python(Escaped(statement.Text))})".Split('\n');
            code.Line(lines[0]);
            foreach (var line in lines.Skip(1))
            {
                code.Raw($"{line}\n");
            }
        }
    }

    /// <summary>The text in which SQLAlchemy sees neither parameters nor escapes of them: a backslash before each colon that it would look at.</summary>
    private static string Escaped(string text) => Parameters().Replace(text, "\\$0");

    // Its own patterns: a parameter is `(?<![:\w\\]):(\w+)(?!:)`, an escaped one `\\(:[\w$]*)(?![:\w$])`, whose backslash goes.
    [GeneratedRegex(@"(?<![:\w\\]):\w+(?!:)|\\:[\w$]*(?![:\w$])", RegexOptions.None, 1000)]
    private static partial Regex Parameters();
}
