using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A default that is changed under running programs.</summary>
internal sealed class DefaultChanged : LintRule
{
    public override RuleInfo Info { get; } =
        new("default-changed", "The default of a column changes under running programs")
        {
            Why =
                "Programs that insert without the column, or that keep the old default in their own model and write it, give different "
                + "values before and behind the change.",
            Instead = "Let the program write the value itself first, then change the default.",
            Engines = LintEngines.All,
            Reference = "U-60",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["strong_migrations:change_column_default"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (
                action.Change is "set default" or "drop default"
                && at.Scope.Table(alter.Name)?.Column(action.Column.Value) is not { IsNew: true }
            )
            {
                at.Report(action, $"The default of {alter.Name}.{action.Column} changes under running programs.", alter.Name);
            }
        }
    }
}
