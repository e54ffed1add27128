using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>Statements that need a transaction stand beside one that cannot run in one.</summary>
internal sealed class MixedTransaction : LintRule
{
    public override RuleInfo Info { get; } =
        new("mixed-transaction", "Statements that need a transaction stand beside one that cannot run in one")
        {
            Why =
                "Flyway opens no transaction for a file in which nothing can run in one, and refuses a file that mixes both "
                + "kinds. Other runners fail at the statement in the middle, or leave half of the file applied.",
            Instead = "A file for the statement that cannot run in a transaction, and one for the others.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-137",
            Severity = Severity.Note,
            Aliases = ["atlas:TX101"],
        };

    public override void CheckFile(FileContext file)
    {
        if (file.Target.Engine != LintEngines.PostgreSql || file.Statements.All(s => s.Transaction.IsRunner))
        {
            return;
        }

        var statements = file
            .Statements.Where(s => s.Place == StatementPlace.File && s.Statement is not (SetStatement or TransactionStatement))
            .ToList();
        var without = statements.FirstOrDefault(s => NonTransactional.Name(s.Statement) is not null);
        var changes = statements
            .Where(s => NonTransactional.Name(s.Statement) is null && s is { Transaction.IsOpen: false })
            .ToList();
        if (without is not null && changes.Exists(c => !IsRerun(c.Statement)))
        {
            file.Report(
                without,
                $"{NonTransactional.Name(without.Statement)} stands in a file with {changes.Count} other {(changes.Count == 1 ? "statement" : "statements")}: when one fails, those before it stay applied."
            );
        }
    }

    // Those that a second run repeats without harm.
    private static bool IsRerun(SqlStatement statement) =>
        statement
            is CreateTableStatement { IfNotExists: true }
                or CreateIndexStatement { IfNotExists: true }
                or DropStatement { IfExists: true }
                or SelectStatement
                or MaintenanceStatement
                or CommentStatement
                or AlterStatement { Actions: [SqlAction.ValidateConstraint] };
}
