using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key, where the policy is to have none.</summary>
internal sealed class ForeignKeyForbidden : LintRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-forbidden", "A foreign key, where the policy is to have none")
        {
            Why =
                "Some teams keep references in the application, because tables are sharded or changed by tools that cannot keep "
                + "foreign keys.",
            Instead = "Leave the constraint out, and keep the reference in the application.",
            Engines = LintEngines.All,
            Reference = "U-45",
            IsOptIn = true,
            Aliases = ["bytebase:TABLE_NO_FOREIGN_KEY", "skeema:has-fk"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var constraint in at.Nodes.OfType<SqlConstraint>())
        {
            if (constraint is { Kind: SqlConstraintKind.ForeignKey, References: { } to })
            {
                Look(at, constraint, to);
            }
        }
    }

    private static void Look(StatementContext at, SqlConstraint constraint, SqlReference to) =>
        at.Report(constraint, $"A foreign key to {to.Table}.");
}
