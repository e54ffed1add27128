using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Rows are read or written while an earlier statement of the transaction keeps a table locked.</summary>
internal sealed class WorkUnderLock : LintRule
{
    public override RuleInfo Info { get; } =
        new("work-under-lock", "Rows are read or written while an earlier statement of the transaction keeps a table locked")
        {
            Why =
                "A lock lasts until the end of the transaction, not of its statement. What comes after it in the same "
                + "transaction makes everybody who needs the table wait for that too.",
            Instead = "Commit between the two: a file each, or a transaction each.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-132",
            Aliases = ["eugene:E4"],
        };

    public override void Check(StatementContext at)
    {
        if (
            !at.Transaction.IsOpen
            || at.Place != StatementPlace.File
            || at.Statement is AlterStatement
            || PostgreSqlLocks.Work(at.Statement) is not { } work
        )
        {
            return;
        }

        if (at.Held is [var held, ..])
        {
            at.Report(
                at.Statement,
                $"This {work} while {held} stays locked against reads and writes until the transaction ends."
            );
        }
    }
}
