using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A constraint is dropped, and the file does not say what it guaranteed.</summary>
internal sealed class DroppedConstraintUnclear : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("dropped-constraint-unclear", "A constraint is dropped, and the file does not say what it guaranteed")
        {
            Why =
                "`DROP CONSTRAINT` looks the same for a check, a foreign key, a unique and a primary key. Whoever reads the file "
                + "cannot see which guarantee goes, and here its creation is not known either.",
            Instead = "Say in a comment what it is, and review the earlier files together with this one.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-32",
            Severity = Severity.Note,
            Aliases = ["ptah:DS105"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Drop { Kind: "constraint", Name: { } name }
            && at.Scope.Table(alter.Name)?.Constraint(name.Value) is null
            && !name.Value.EndsWith("_fkey", StringComparison.Ordinal)
            && !name.Value.EndsWith("_pkey", StringComparison.Ordinal)
            && !name.Value.EndsWith("_check", StringComparison.Ordinal)
            && !name.Value.EndsWith("_key", StringComparison.Ordinal)
            && !name.Value.EndsWith("_not_null", StringComparison.Ordinal)
        )
        {
            at.Report(action, $"What constraint {name} of {alter.Name} guarantees is not said.", alter.Name);
        }
    }
}
