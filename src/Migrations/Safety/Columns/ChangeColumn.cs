using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>CHANGE, which can rename by mistake.</summary>
internal sealed class ChangeColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("change-column", "CHANGE defines a column anew and can rename it by mistake")
        {
            Why =
                "CHANGE takes the old and the new name and the whole definition; what is left out (NOT NULL, default, comment) is lost, "
                + "and a slip in the second name renames the column.",
            Instead = "MODIFY keeps the name; RENAME COLUMN changes nothing else.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-73",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_DISALLOW_CHANGE"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.ModifyColumn>())
        {
            if (!action.IsChange)
            {
                continue;
            }

            var isRename = !action.OldName.Is(action.Column.Name.Value);
            var head = new TextSpan(action.Span.Start, action.Column.Span.Start - action.Span.Start);
            at.Report(
                action,
                isRename
                    ? $"CHANGE renames {alter.Name}.{action.OldName} to {action.Column.Name} and defines it anew."
                    : $"CHANGE defines {alter.Name}.{action.OldName} anew without renaming it.",
                rewrite: isRename
                    ? $"alter table {at.TextOf(alter.Name)} rename column {at.TextOf(action.OldName.Span)} to {at.TextOf(action.Column.Name.Span)};"
                    : null,
                fix: isRename ? null : new("Use MODIFY", [new TextEdit(head, "modify ")])
            );
        }
    }
}
