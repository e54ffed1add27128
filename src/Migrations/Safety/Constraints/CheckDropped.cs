using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A check is dropped, and with it the guarantee of the values.</summary>
internal sealed class CheckDropped : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("check-dropped", "A check is dropped, and with it the guarantee of the values")
        {
            Why =
                "Values that the check forbade can appear from then on. Adding the check again later means finding and "
                + "correcting them.",
            Instead = "Be sure that nothing relies on it. To replace a check, add the new one first, then drop the old one.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-30",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:CD102"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.Drop drop)
        {
            return;
        }

        var known = drop.Name is { } name ? at.Scope.Table(alter.Name)?.Constraint(name.Value)?.Kind : null;
        if (drop.Kind == "check" || (drop.Kind == "constraint" && (known is { } kind ? kind == SqlConstraintKind.Check : false)))
        {
            at.Report(action, $"{alter.Name} no longer guarantees the values that the check allowed.", alter.Name);
        }
    }
}
