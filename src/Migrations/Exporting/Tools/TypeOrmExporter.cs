using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>TypeORM: a class for each migration, <c>0000000000001-Name.ts</c>; its name ends with thirteen digits that give the order.</summary>
internal sealed class TypeOrmExporter : IMigrationExporter
{
    private const int Width = 13;

    /// <inheritdoc />
    public string Name => "typeorm";

    /// <inheritdoc />
    public string Title => "TypeORM";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public string Advice => "migrationsTransactionMode: \"each\" in the data source: migrations without a transaction need it.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var times = folder.Migrations.Select(m => Milliseconds(m.Number)).ToList();
        var areTimes = times.TrueForAll(t => t is not null);
        return folder
            .Migrations.Select(
                (m, i) =>
                    File(
                        m,
                        areTimes ? times[i]!.Value
                            : m.Number.ToString(CultureInfo.InvariantCulture).Length <= Width ? m.Number
                            : m.Place
                    )
            )
            .ToSequence();
    }

    // 20240131120000 as the time that JavaScript gives it.
    private static long? Milliseconds(long number) =>
        DateTime.TryParseExact(
            number.ToString(CultureInfo.InvariantCulture),
            "yyyyMMddHHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? (long)(time - DateTime.UnixEpoch).TotalMilliseconds
            : null;

    private static Deliverable File(ExportedMigration migration, long time)
    {
        var stamp = SqlFileText.Digits(time, Width);
        var name = $"{migration.ClassName}{stamp}";
        var code = new HostCode("  ")
            .Line("import { MigrationInterface, QueryRunner } from \"typeorm\";")
            .Line()
            .Comments("//", migration.Header)
            .Line($"export class {name} implements MigrationInterface {{")
            .Within(c =>
            {
                c.Line($"name = \"{name}\";");
                if (!migration.IsOneTransaction)
                {
                    c.Line("transaction = false;");
                }

                c.Line()
                    .Line("public async up(queryRunner: QueryRunner): Promise<void> {")
                    .Within(b => Way(b, migration, migration.Up))
                    .Line("}")
                    .Line()
                    .Line("public async down(queryRunner: QueryRunner): Promise<void> {")
                    .Within(b =>
                    {
                        if (migration.Down is { } down)
                        {
                            Back(b, migration, down);
                        }
                        else
                        {
                            b.Line($"throw new Error(\"{migration.Name} has no way down.\");");
                        }
                    })
                    .Line("}");
            })
            .Line("}");
        return new($"{stamp}-{migration.ClassName}.ts", code.ToString());
    }

    // It begins a transaction for every way back, whatever the migration says.
    private static void Back(HostCode code, ExportedMigration migration, ExportedWay down)
    {
        if (migration.IsOneTransaction || down.Blocks.Count == 0)
        {
            Way(code, migration, down);
            return;
        }

        code.Line("// TypeORM begins a transaction for a way back, whatever stands above.")
            .Line("const isBegun = queryRunner.isTransactionActive;")
            .Line("if (isBegun) await queryRunner.commitTransaction();");
        Way(code, migration, down);
        code.Line("if (isBegun) await queryRunner.startTransaction();");
    }

    private static void Way(HostCode code, ExportedMigration migration, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            if (block.IsTransaction && !migration.IsOneTransaction)
            {
                code.Line("await queryRunner.startTransaction();")
                    .Line("try {")
                    .Within(c =>
                    {
                        Statements(c, block);
                        c.Line("await queryRunner.commitTransaction();");
                    })
                    .Line("} catch (error) {")
                    .Within(c => c.Line("await queryRunner.rollbackTransaction();").Line("throw error;"))
                    .Line("}");
            }
            else
            {
                Statements(code, block);
            }
        }

        code.Comments("//", way.Tail.Select(SqlRemarks.Words));
    }

    private static void Statements(HostCode code, ExportedBlock block)
    {
        foreach (var statement in block.Statements)
        {
            code.Comments("//", statement.Notes).Line($"await queryRunner.query({HostTexts.JavaScript(statement.Text)});");
        }
    }
}
