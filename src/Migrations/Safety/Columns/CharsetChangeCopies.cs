using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Another character set for a column or table.</summary>
internal sealed class CharsetChangeCopies : LintRule
{
    public override RuleInfo Info { get; } =
        new("charset-change-copies", "The character set or collation of a column or table changes, for which the table is copied")
        {
            Why = "Every value is converted: InnoDB copies the table and lets no write through.",
            Instead =
                "Use gh-ost or pt-online-schema-change. To change only what new columns get, say DEFAULT CHARACTER SET without CONVERT.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-78",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY136", "atlas:MY148"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.Other>())
        {
            if (action.Words.StartsWith("convert to", StringComparison.Ordinal))
            {
                at.Report(action, $"Converting {alter.Name} to {action.Value} copies the table while writes wait.", alter.Name);
            }
        }

        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (
                before?.Type is { } old
                && action.Column.Type is { } type
                && old.Name == type.Name
                && MySqlColumnChange.Charset(type) is { Length: > 0 } charset
                && MySqlColumnChange.Charset(old) != charset
            )
            {
                at.Report(
                    action,
                    $"Character set {charset} for {alter.Name}.{action.OldName} copies the table while writes wait.",
                    alter.Name
                );
            }
        }
    }
}
