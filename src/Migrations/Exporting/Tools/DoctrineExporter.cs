using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Doctrine Migrations: a class for each migration, <c>Version00000000000001.php</c>.</summary>
internal sealed class DoctrineExporter : IMigrationExporter
{
    private const int Width = 14;

    /// <inheritdoc />
    public string Name => "doctrine";

    /// <inheritdoc />
    public string Title => "Doctrine Migrations";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public string Advice => "all_or_nothing: false, where a migration is no single transaction.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(File).ToSequence();

    private static Deliverable File(ExportedMigration migration)
    {
        var name = $"Version{SqlFileText.Digits(migration.Number, Width)}";
        var code = new HostCode()
            .Line("<?php")
            .Line()
            .Line("declare(strict_types=1);")
            .Line()
            .Line("namespace DoctrineMigrations;")
            .Line()
            .Line("use Doctrine\\DBAL\\Schema\\Schema;")
            .Line("use Doctrine\\Migrations\\AbstractMigration;")
            .Line()
            .Comments("//", PhpComments.Of(migration.Header))
            .Line($"final class {name} extends AbstractMigration")
            .Line("{")
            .Within(c =>
            {
                c.Line("public function getDescription(): string").Line("{");
                c.Within(b => b.Line($"return {HostTexts.SingleQuoted(migration.Said("What") ?? migration.Title)};")).Line("}");
                if (!migration.IsOneTransaction)
                {
                    c.Line().Line("public function isTransactional(): bool").Line("{");
                    c.Within(b => b.Line("return false;")).Line("}");
                }

                c.Line().Line("public function up(Schema $schema): void").Line("{");
                c.Within(b => Way(b, migration, migration.Up)).Line("}");
                c.Line().Line("public function down(Schema $schema): void").Line("{");
                c.Within(b =>
                    {
                        if (migration.Down is { } down)
                        {
                            Way(b, migration, down);
                        }
                        else
                        {
                            b.Line($"$this->throwIrreversibleMigrationException('{migration.Name} has no way down.');");
                        }
                    })
                    .Line("}");
            })
            .Line("}");
        return new($"{name}.php", code.ToString());
    }

    private static void Way(HostCode code, ExportedMigration migration, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            var isBegun = block.IsTransaction && !migration.IsOneTransaction;
            if (isBegun)
            {
                code.Line("$this->addSql('begin');");
            }

            foreach (var statement in block.Statements)
            {
                code.Comments("//", PhpComments.Of(statement.Notes)).Line($"$this->addSql({HostTexts.Php(statement.Text)});");
            }

            if (isBegun)
            {
                code.Line("$this->addSql('commit');");
            }
        }

        code.Comments("//", PhpComments.Of(way.Tail.Select(SqlRemarks.Words)));
    }
}
