namespace Dbwright.Migrations;

/// <summary>A list in another order.</summary>
internal sealed class ListValueReordered : LintRule
{
    public override RuleInfo Info { get; } =
        new("list-values-reordered", "The values of an enum or set change places")
        {
            Why =
                "The values are stored as numbers: for another order the table is copied while writes wait, and `order by`, `<` and "
                + "stored numbers mean other values.",
            Instead = "Leave the order; add at the end only.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-95",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY111", "atlas:MY121"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (ValueListChange.Of(before?.Type, action.Column.Type) is { Kind: ValueListChangeKind.Reordered } change)
            {
                at.Report(
                    action,
                    $"The values of {alter.Name}.{action.OldName} change places: the table is copied while writes wait, and the order of its rows changes.",
                    alter.Name
                );
            }
        }
    }
}
