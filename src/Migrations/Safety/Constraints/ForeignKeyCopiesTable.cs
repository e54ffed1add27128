using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Adding a foreign key copies the table, or verifies nothing.</summary>
internal sealed class ForeignKeyCopiesTable : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-copies-table", "Adding a foreign key copies the table, or verifies nothing")
        {
            Why =
                "With `foreign_key_checks = 1` the table is copied while writes wait. With 0 nothing is copied, but existing "
                + "rows are never verified, so the guarantee does not hold for them.",
            Instead =
                "Use a tool for online schema changes; or set `foreign_key_checks = 0`, and look for orphans before and after: "
                + "`SELECT … WHERE NOT EXISTS (…)`.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-39",
            Exposure = Exposure.LargeTables,
            Aliases = ["strong_migrations:add_foreign_key_mysql", "atlas:MY131"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.AddConstraint
            {
                Constraint: { Kind: SqlConstraintKind.ForeignKey, References: { } to } constraint
            }
        )
        {
            at.Report(
                action,
                at.Setting("foreign_key_checks") is "0" or "off" or "OFF"
                    ? $"Rows that are in {alter.Name} already are never compared with {to.Table}, as foreign_key_checks is 0."
                    : $"Adding {ConstraintText.Of(constraint)} copies {alter.Name} while writes wait.",
                alter.Name,
                $"-- none may be found:\nselect * from {at.TextOf(alter.Name)} c where not exists (select * from {at.TextOf(to.Table)} p where {string.Join(" and ", constraint.Columns.Select((c, i) => $"p.{(i < to.Columns.Count ? to.Columns[i].Value : "id")} = c.{at.TextOf(c)}"))});"
            );
        }
    }
}
