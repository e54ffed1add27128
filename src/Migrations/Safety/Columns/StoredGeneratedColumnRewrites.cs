using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A stored generated column of PostgreSQL.</summary>
internal sealed class StoredGeneratedColumnRewrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("stored-generated-column-rewrites", "A stored generated column is added, which writes the table again")
        {
            Why =
                "The value of a stored generated column is computed for every row when it is added: PostgreSQL writes the table and all "
                + "its indexes again under ACCESS EXCLUSIVE.",
            Instead =
                "On PostgreSQL 18, a VIRTUAL column is free. Otherwise add a plain column, keep it by a trigger, and fill the old rows "
                + "in batches.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-54",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:adding-field-with-default",
                "strong_migrations:add_column_generated_stored",
                "atlas:PG309",
                "eugene:E11",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (column.Find(SqlConstraintKind.Generated) is not { } generated || (!generated.IsStored && at.Target.AtLeast(18)))
            {
                continue;
            }

            at.Report(
                column,
                $"Adding {alter.Name}.{column.Name} computes and stores it for every row: the table is written again while reads and writes wait.",
                alter.Name,
                at.Target.AtLeast(18)
                    ? $"alter table {at.TextOf(alter.Name)} add column {at.TextOf(column.Name.Span)} {at.TextOf(column.Type!)} generated always as ({at.TextOf(generated.Expression!)}) virtual;"
                    : $"alter table {at.TextOf(alter.Name)} add column {at.TextOf(column.Name.Span)} {at.TextOf(column.Type!)};\n-- a trigger before insert or update sets it; old rows are filled in batches"
            );
        }
    }
}
