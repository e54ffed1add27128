using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A change of a column that copies the table.</summary>
internal sealed class ColumnChangeCopies : LintRule
{
    public override RuleInfo Info { get; } =
        new("column-change-copies", "A column is changed in a way for which the table is copied")
        {
            Why =
                "InnoDB copies the table into a new one and lets no write through until it is done: for another type, a smaller length, "
                + "a longer `char`, other digits of a `decimal`, other fractions of seconds; on MySQL also a `varchar` that grows beyond "
                + "255 bytes.",
            Instead =
                "Add a column of the new type, keep both in step by triggers, fill it in batches, switch; or let gh-ost or "
                + "pt-online-schema-change copy the table while it is written.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-75",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY130"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (
                before?.Type is { } old
                && action.Column.Type is { } type
                && old.Name is not ("enum" or "set")
                && MySqlColumnChange.Charset(old) == MySqlColumnChange.Charset(type)
                && MySqlColumnChange.OfType(old, type, at.Target) == MySqlAlgorithm.Copy
            )
            {
                at.Report(
                    action,
                    $"Changing {alter.Name}.{action.OldName} from {TypeNames.Show(old)} to {TypeNames.Show(type)} copies the table while writes wait.",
                    alter.Name,
                    $"alter table {at.TextOf(alter.Name)} add column {action.OldName}_new {at.TextOf(type)};\n-- triggers keep it in step; fill it in batches, switch the program, drop {action.OldName}"
                );
            }
        }
    }
}
