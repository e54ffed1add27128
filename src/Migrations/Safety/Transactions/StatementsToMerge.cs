using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>Several ALTER TABLE on one table follow each other.</summary>
internal sealed class StatementsToMerge : LintRule
{
    public override RuleInfo Info { get; } =
        new("statements-to-merge", "Several ALTER TABLE on one table follow each other")
        {
            Why =
                "Each of them waits for the lock anew, and in MariaDB and MySQL each may copy the table. In one statement they "
                + "do it once.",
            Instead =
                "Join their actions by commas. What is kept apart on purpose, such as adding and validating a constraint, stays "
                + "apart.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-134",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["eugene:W12", "bytebase:STATEMENT_MERGE_ALTER_TABLE"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place != StatementPlace.File
            || at.Statement is not AlterStatement { Kind: "table" } alter
            || at.Earlier.Count == 0
            || at.Earlier[^1] is not { Place: StatementPlace.File, Statement: AlterStatement { Kind: "table" } before }
            || at.Scope.Key(before.Name) != at.Scope.Key(alter.Name)
            || at.IsNew(alter.Name)
            || !(Joins(before) && Joins(alter))
        )
        {
            return;
        }

        var between = at.Text[before.Span.End..alter.Span.Start];
        at.Report(
            alter,
            $"This ALTER TABLE on {alter.Name} could be one with the one before it.",
            alter.Name,
            fix: between.Trim() == ";" && alter.Actions.Count > 0
                ? new("Join the two", [new TextEdit(TextSpan.Between(before.Span.End, alter.Actions[0].Span.Start), ",\n    ")])
                : null
        );
    }

    private static bool Joins(AlterStatement alter) =>
        alter.Actions.Count > 0
        && !alter.Actions.Any(a =>
            a
                is SqlAction.ValidateConstraint
                    or SqlAction.AddConstraint
                    or SqlAction.Rename
                    or SqlAction.Partition
                    or SqlAction.Unparsed
                    or SqlAction.Other
                    or SqlAction.AlterColumn { Change: "set not null" }
                    or SqlAction.Drop { Kind: not "column" }
        );
}
