namespace Dbwright.Migrations;

/// <summary>A value among the others of a list.</summary>
internal sealed class ListValueInserted : LintRule
{
    public override RuleInfo Info { get; } =
        new("list-value-inserted", "A value is put before others of an enum or set")
        {
            Why =
                "All values behind it get other numbers: the table is copied while writes wait. At the end it would be instant.",
            Instead = "Put it at the end.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-96",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY112", "atlas:MY122"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (ValueListChange.Of(before?.Type, action.Column.Type) is { Kind: ValueListChangeKind.Inserted } change)
            {
                at.Report(
                    action,
                    $"{string.Join(", ", change.Values)} is put among the values of {alter.Name}.{action.OldName}: the table is copied while writes wait; at the end it would be instant.",
                    alter.Name
                );
            }
        }
    }
}
