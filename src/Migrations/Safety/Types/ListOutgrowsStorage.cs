namespace Dbwright.Migrations;

/// <summary>A list that needs another byte.</summary>
internal sealed class ListOutgrowsStorage : LintRule
{
    public override RuleInfo Info { get; } =
        new("list-outgrows-storage", "An enum or set gets so many values that each row needs more bytes")
        {
            Why =
                "An enum goes from one byte to two beyond 255 values, a set beyond 8, 16, 24 and 32: the table is copied while writes "
                + "wait, even though the values come at the end.",
            Instead = "Use a table of its own for long lists.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-97",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY113", "atlas:MY123"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (
                ValueListChange.Of(before?.Type, action.Column.Type) is { Kind: ValueListChangeKind.Appended, Grows: true } change
            )
            {
                at.Report(
                    action,
                    $"{alter.Name}.{action.OldName} needs more bytes for its values: the table is copied while writes wait.",
                    alter.Name
                );
            }
        }
    }
}
