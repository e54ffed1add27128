using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A definition within a transaction, which ends it.</summary>
internal sealed class ImplicitCommit : LintRule
{
    public override RuleInfo Info { get; } =
        new("implicit-commit", "A definition stands in a transaction, which it commits")
        {
            Why =
                "On MariaDB and MySQL every definition commits what came before it, and is done at once. What stands behind it commits statement by statement, and a `ROLLBACK` takes "
                + "nothing back: the transaction that is written here does not exist.",
            Instead = "Put definitions into files of their own, and keep transactions for rows.",
            Engines = LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Transaction is { IsOpen: true, IsRunner: false }
            && at.Place == StatementPlace.File
            && IsDefinition(at.Statement)
            && !at.Earlier.Any(s => s.Transaction.Number == at.Transaction.Number && IsDefinition(s.Statement))
        )
        {
            at.Report(at.Statement, "This commits the transaction that is open, and what follows runs without one.");
        }
    }

    private static bool IsDefinition(SqlStatement statement) =>
        statement
            is CreateTableStatement { Persistence: not "temporary" }
                or CreateIndexStatement
                or CreateViewStatement
                or CreateRoutineStatement
                or CreateTriggerStatement
                or CreateObjectStatement
                or AlterStatement
                or DropStatement
                or RenameTablesStatement
                or TruncateStatement
                or GrantStatement;
}
