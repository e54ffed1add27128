using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Rails (Active Record): a class for each migration, <c>0001_name.rb</c>.</summary>
internal sealed class RailsExporter : IMigrationExporter
{
    // The oldest whose rules all versions in use still know.
    private const string Rules = "7.0";

    /// <inheritdoc />
    public string Name => "rails";

    /// <inheritdoc />
    public string Title => "Rails";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public string Advice => "config.active_record.schema_format = :sql, as schema.rb does not hold everything that SQL makes.";

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder) => folder.Migrations.Select(File).ToSequence();

    private static Deliverable File(ExportedMigration migration)
    {
        var code = new HostCode("  ")
            .Line("# frozen_string_literal: true")
            .Line()
            .Comments("#", migration.Header)
            .Line($"class {migration.ClassName} < ActiveRecord::Migration[{Rules}]")
            .Within(c =>
            {
                if (!migration.IsOneTransaction)
                {
                    c.Line("disable_ddl_transaction!").Line();
                }

                c.Line("def up").Within(b => Way(b, migration, migration.Up)).Line("end");
                c.Line().Line("def down");
                c.Within(b =>
                    {
                        if (migration.Down is { } down)
                        {
                            Way(b, migration, down);
                        }
                        else
                        {
                            b.Line($"raise ActiveRecord::IrreversibleMigration, '{migration.Name} has no way down.'");
                        }
                    })
                    .Line("end");
            })
            .Line("end");
        return new($"{SqlFileText.Digits(migration.Number, 4)}_{FileName(migration)}.rb", code.ToString());
    }

    // Rails finds the class by the name of the file.
    private static string FileName(ExportedMigration migration) =>
        string.Concat(migration.Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])) == migration.ClassName
            ? migration.Name
        : char.IsAsciiDigit(migration.Name[0]) ? $"migration_{migration.Name}"
        : $"{migration.Name}_migration";

    private static void Way(HostCode code, ExportedMigration migration, ExportedWay way)
    {
        foreach (var block in way.Blocks)
        {
            if (block.IsTransaction && !migration.IsOneTransaction)
            {
                code.Line("transaction do").Within(c => Statements(c, block)).Line("end");
            }
            else
            {
                Statements(code, block);
            }
        }

        code.Comments("#", way.Tail.Select(SqlRemarks.Words));
    }

    private static void Statements(HostCode code, ExportedBlock block)
    {
        foreach (var statement in block.Statements)
        {
            var (opening, lines) = HostTexts.Ruby(statement.Text);
            code.Comments("#", statement.Notes).Line($"execute(<<{opening[2..]})").Raw(lines);
        }
    }
}
