using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A drop while programs still run.</summary>
internal sealed class ColumnDropBreaksReaders : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-drop-breaks-readers", "A column is dropped in the release that stops using it")
        {
            Why = "While a release goes out, old and new programs run side by side: the old ones still name the column.",
            Instead = "Two releases: the first stops using it, the second drops it.",
            Engines = LintEngines.All,
            Reference = "U-116",
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["atlas:BC104"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Drop>())
        {
            if (action is { Kind: "column", Name: { } name })
            {
                at.Report(action, $"Programs of the release before still use {alter.Name}.{name}.", alter.Name);
            }
        }
    }
}
