using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A transaction is begun and not ended.</summary>
internal sealed class TransactionLeftOpen : LintRule
{
    public override RuleInfo Info { get; } =
        new("transaction-left-open", "A transaction is begun and not ended")
        {
            Why =
                "The file ends with its transaction open. What becomes of it is up to the runner: most close the connection, and "
                + "everything is rolled back without an error.",
            Instead = "Add `COMMIT`.",
            Engines = LintEngines.All,
            Reference = "U-136",
            Aliases = ["squawk:ban-uncommitted-transaction"],
        };

    public override void CheckFile(FileContext file)
    {
        if (file.Transaction is not { IsOpen: true, IsRunner: false })
        {
            return;
        }

        if (
            file.Statements.LastOrDefault(s =>
                s is { Place: StatementPlace.File, Statement: TransactionStatement { Kind: "begin" } }
            ) is
            { } begin
        )
        {
            var isUpper = char.IsUpper(file.File.Text[begin.Span.Start]);
            var end = file.File.Text.TrimEnd().Length;
            var separator = end > 0 && file.File.Text[end - 1] == ';' ? "\n" : ";\n";
            file.Report(
                begin,
                "This transaction is not ended in the file.",
                fix: new("Commit at the end", [TextEdit.Insert(end, $"{separator}{(isUpper ? "COMMIT" : "commit")};")])
            );
        }
    }
}
