using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A transaction is begun or ended within another.</summary>
internal sealed class NestedTransaction : LintRule
{
    public override RuleInfo Info { get; } =
        new("nested-transaction", "A transaction is begun or ended within another")
        {
            Why =
                "`BEGIN` within a transaction only warns. `COMMIT` in a file for which the runner has opened a transaction ends "
                + "the runner's: the rest runs outside it, and the entry in the history may be lost or made although the file "
                + "failed.",
            Instead =
                "Leave transactions to the runner, or tell it to open none: `-- dbwright:no-transaction` or the words of your "
                + "tool.",
            Engines = LintEngines.PostgreSql | LintEngines.Sqlite,
            Reference = "U-135",
            Aliases = ["squawk:transaction-nesting", "atlas:TX201", "bytebase:STATEMENT_DISALLOW_COMMIT"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place != StatementPlace.File
            || at.Statement is not TransactionStatement { Kind: "begin" or "commit" or "rollback" } statement
        )
        {
            return;
        }

        if (at.Transaction.IsRunner)
        {
            at.Report(
                statement,
                statement.Kind == "begin"
                    ? "The runner has opened a transaction already."
                    : $"{statement.Kind.ToUpperInvariant()} ends the transaction that the runner has opened."
            );
        }
        else if (statement.Kind == "begin" && at.Transaction.IsOpen)
        {
            at.Report(statement, "A transaction is open already.");
        }
        else if (statement.Kind != "begin" && !at.Transaction.IsOpen)
        {
            at.Report(statement, $"There is no transaction that {statement.Kind.ToUpperInvariant()} could end.");
        }
    }
}
