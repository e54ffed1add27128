using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Laravel: <c>0001_01_01_000001_name.php</c>, run in the order of the names.</summary>
internal sealed class LaravelExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "laravel";

    /// <inheritdoc />
    public string Title => "Laravel";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(File).ToSequence();

    private static Deliverable File(ExportedMigration migration)
    {
        var code = new HostCode()
            .Line("<?php")
            .Line()
            .Comments("//", PhpComments.Of(migration.Header))
            .Raw(migration.Header.Count > 0 ? "\n" : "")
            .Line("use Illuminate\\Database\\Migrations\\Migration;")
            .Line("use Illuminate\\Support\\Facades\\DB;")
            .Line()
            .Line("return new class extends Migration")
            .Line("{")
            .Within(c =>
            {
                if (!migration.IsOneTransaction)
                {
                    c.Line("public $withinTransaction = false;").Line();
                }

                c.Line("public function up(): void").Line("{").Within(b => Way(b, migration, migration.Up)).Line("}");
                c.Line().Line("public function down(): void").Line("{");
                c.Within(b =>
                    {
                        if (migration.Down is { } down)
                        {
                            Way(b, migration, down);
                        }
                        else
                        {
                            b.Line($"throw new \\RuntimeException('{migration.Name} has no way down.');");
                        }
                    })
                    .Line("}");
            })
            .Line("};");
        return new($"{Stamp(migration.Number)}_{migration.Name}.php", code.ToString());
    }

    // 20240131120000 is 2024_01_31_120000; Laravel itself begins with 0001_01_01_000000.
    private static string Stamp(long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return digits.Length == 14
            ? $"{digits[..4]}_{digits[4..6]}_{digits[6..8]}_{digits[8..]}"
            : $"0001_01_01_{SqlFileText.Digits(number, 6)}";
    }

    private static void Way(HostCode code, ExportedMigration migration, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            if (block.IsTransaction && !migration.IsOneTransaction)
            {
                code.Line("DB::transaction(function () {").Within(c => Statements(c, block)).Line("});");
            }
            else
            {
                Statements(code, block);
            }
        }

        code.Comments("//", PhpComments.Of(way.Tail.Select(SqlRemarks.Words)));
    }

    private static void Statements(HostCode code, ExportedBlock block)
    {
        foreach (var statement in block.Statements)
        {
            code.Comments("//", PhpComments.Of(statement.Notes)).Line($"DB::unprepared({HostTexts.Php(statement.Text)});");
        }
    }
}

/// <summary>Comments of PHP, in which <c>?&gt;</c> would end the program.</summary>
internal static class PhpComments
{
    /// <summary>The lines without that.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> lines) =>
        lines.Select(l => l.Replace("?>", "? >", StringComparison.Ordinal));
}
