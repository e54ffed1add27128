using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column is added together with its foreign key.</summary>
internal sealed class ReferenceAddedWithColumn : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("reference-added-with-column", "A column is added together with its foreign key")
        {
            Why =
                "The statement locks its own table with ACCESS EXCLUSIVE and the table referred to with SHARE ROW EXCLUSIVE, so "
                + "that reads of the one and writes of the other wait together, behind whichever of the two is busy.",
            Instead =
                "Add the column; build its index concurrently; add the foreign key `NOT VALID`; validate it in a transaction of "
                + "its own.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-48",
            Exposure = Exposure.TablesInUse,
            Aliases = ["strong_migrations:add_reference", "squawk:adding-foreign-key-constraint"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.AddColumns add)
        {
            return;
        }

        foreach (var column in add.Columns.AsSpan())
        {
            if (column.Find(SqlConstraintKind.ForeignKey) is { References: { } to } reference)
            {
                var table = at.TextOf(alter.Name);
                var name = column.Name.Span.Of(at.Text).ToString();
                var key = ConstraintWords.Name(alter.Name, $"{column.Name.Value}_fkey");
                var plain =
                    at.Text[action.Span.Start..reference.Span.Start].TrimEnd() + at.Text[reference.Span.End..action.Span.End];
                var text = at.TextOf(reference);
                var clause = text.IndexOf("references", StringComparison.OrdinalIgnoreCase);
                at.Report(
                    reference,
                    $"Adding {alter.Name}.{column.Name} with its foreign key locks {alter.Name} and {to.Table} at once.",
                    alter.Name,
                    $"alter table {table} {plain};\ncreate index concurrently on {table} ({name});\n"
                        + $"alter table {table} add constraint {key} foreign key ({name}) {(clause < 0 ? text : text[clause..])} not valid;\n"
                        + $"-- in a transaction of its own:\nalter table {table} validate constraint {key};"
                );
            }
        }
    }
}
