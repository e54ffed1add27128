using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A stored generated column of MariaDB or MySQL.</summary>
internal sealed class StoredGeneratedColumnCopies : LintRule
{
    public override RuleInfo Info { get; } =
        new("stored-generated-column-copies", "A stored generated column is added or changed, for which the table is copied")
        {
            Why =
                "The value is computed for every row: InnoDB copies the table and lets no write through. A VIRTUAL column is there at "
                + "once.",
            Instead = "Use a VIRTUAL column; it can be indexed.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-76",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY140", "atlas:MY143"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (at.Statement is AlterStatement && column.Find(SqlConstraintKind.Generated) is { IsStored: true } generated)
            {
                var word = at.FindIn(generated.Span, "stored") ?? at.FindIn(generated.Span, "persistent");
                at.Report(
                    column,
                    $"{table}.{column.Name} is stored: the table is copied while writes wait.",
                    table,
                    fix: word is { } at2 ? new("Make it virtual", [new TextEdit(at2, "virtual")]) : null
                );
            }
        }
    }
}
