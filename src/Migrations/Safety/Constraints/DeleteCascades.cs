using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Deleting a row deletes others with it.</summary>
internal sealed class DeleteCascades : LintRule
{
    public override RuleInfo Info { get; } =
        new("delete-cascades", "Deleting a row deletes others with it")
        {
            Why =
                "`ON DELETE CASCADE` deletes whatever refers to a row, and what refers to that, in one statement and one "
                + "transaction. One mistaken delete takes far more than it names, and locks it all.",
            Instead = "`RESTRICT`, and delete what belongs to a row on purpose, in batches where there is much of it.",
            Engines = LintEngines.All,
            Reference = "U-47",
            Severity = Severity.Note,
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_DISALLOW_ON_DEL_CASCADE"],
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

    private static void Look(StatementContext at, SqlConstraint constraint, SqlReference to)
    {
        if (to.OnDelete.Equals("cascade", StringComparison.OrdinalIgnoreCase))
        {
            at.Report(constraint, $"Deleting a row of {to.Table} deletes the rows that refer to it.");
        }
    }
}
