using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A cheap change that is dear beside virtual columns.</summary>
internal sealed class VirtualColumnsForbidInstant : LintRule
{
    public override RuleInfo Info { get; } =
        new(
            "virtual-columns-forbid-instant",
            "A column is put among or taken from others of a table with virtual columns, for which the table is copied"
        )
        {
            Why =
                "ADD COLUMN … FIRST or AFTER and DROP COLUMN are instant on MariaDB, but not on a table that has virtual columns: there "
                + "the table is copied while writes wait.",
            Instead =
                "Add the column at the end. To drop one, drop the virtual columns in the same statement and add them again, or use "
                + "pt-online-schema-change.",
            Engines = LintEngines.MariaDb,
            Reference = "N-18",
            Exposure = Exposure.LargeTables,
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not AlterStatement { Kind: "table" } alter || at.Scope.Table(alter.Name) is not { } table)
        {
            return;
        }

        if (!table.Columns.Any(c => c.IsGenerated && c.Definition?.Find(SqlConstraintKind.Generated) is not { IsStored: true }))
        {
            return;
        }

        foreach (var action in alter.Actions)
        {
            if (
                action is SqlAction.AddColumns add && add.Columns.Any(c => c.Position.Length > 0)
                || action is SqlAction.Drop { Kind: "column", Name: { } name }
                    && table.Column(name.Value) is { IsGenerated: false }
            )
            {
                at.Report(action, $"{alter.Name} has virtual columns, so this copies the table while writes wait.", alter.Name);
            }
        }
    }
}
