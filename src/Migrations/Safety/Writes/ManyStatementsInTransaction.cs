namespace Dbwright.Migrations;

/// <summary>More statements in one transaction than the limit.</summary>
internal sealed class ManyStatementsInTransaction : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-statements-in-transaction", "A transaction holds more statements than the limit")
        {
            Why =
                "Every lock of the first statement is held until the last one is done. The limit is `transactionStatements` in the "
                + "configuration.",
            Instead = "Split the file.",
            Engines = LintEngines.All,
            Reference = "U-173",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_MAXIMUM_STATEMENTS_IN_TRANSACTION", "bytebase:BUILTIN_STATEMENT_MAXIMUM_SQL_SIZE"],
        };

    public override void CheckFile(FileContext file)
    {
        var (number, count) = (-1, 0);
        foreach (var seen in file.Statements)
        {
            if (!seen.Transaction.IsOpen)
            {
                continue;
            }

            count = seen.Transaction.Number == number ? count + 1 : 1;
            number = seen.Transaction.Number;
            if (count == file.Options.Limits.TransactionStatements + 1)
            {
                file.Report(
                    seen,
                    FormattableString.Invariant(
                        $"The transaction has more than {file.Options.Limits.TransactionStatements} statements."
                    )
                );
            }
        }
    }
}
