using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is read or rewritten while another one stays locked.</summary>
internal sealed class RewriteUnderLock : LintRule
{
    public override RuleInfo Info { get; } =
        new("rewrite-under-lock", "A table is read or rewritten while another one stays locked")
        {
            Why =
                "The transaction keeps the lock of its earlier statement for as long as this one takes, which is in proportion "
                + "to the rows: two tables stand still instead of one.",
            Instead = "A transaction for each of them.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-133",
            Exposure = Exposure.LargeTables,
            Aliases = ["eugene:E10"],
        };

    public override void Check(StatementContext at)
    {
        if (
            !at.Transaction.IsOpen
            || at.Place != StatementPlace.File
            || at.Statement is not AlterStatement { Kind: "table" } alter
            || PostgreSqlLocks.Work(alter) is not { } work
        )
        {
            return;
        }

        if (at.Held.FirstOrDefault(h => h != at.Scope.Key(alter.Name)) is { } held)
        {
            var on = work.EndsWith("index", StringComparison.Ordinal) ? " on" : "";
            at.Report(alter, $"This {work}{on} {alter.Name} while {held} stays locked against reads and writes.", alter.Name);
        }
    }
}
