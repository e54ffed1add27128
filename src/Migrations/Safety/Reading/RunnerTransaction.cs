using Dbwright.Formats;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Whether a runner opens a transaction for a file, where that depends on what is in it.</summary>
internal static class RunnerTransaction
{
    /// <summary>The answer; where nobody knows, what the review was told to assume.</summary>
    public static bool Opens(MigrationText file, LintTarget target, LintOptions options)
    {
        var said = MigrationFolder.SaysOneTransaction(file.Text) ?? file.IsOneTransaction;
        if (target.Engine != LintEngines.PostgreSql)
        {
            return said ?? options.AssumesTransaction;
        }

        return file.Tool switch
        {
            // Flyway opens none for a file in which nothing can run in one.
            "Flyway" when said == true => !MayHoldSuch(file.Text) || Kinds(file, target).InTransaction,
            // It sends the whole file at once, which the server runs as one transaction when there are several statements.
            "golang-migrate" => MayHoldSuch(file.Text) && Kinds(file, target).Count > 1,
            _ => said ?? options.AssumesTransaction,
        };
    }

    private static bool MayHoldSuch(string text) =>
        text.Contains("concurrently", StringComparison.OrdinalIgnoreCase)
        || text.Contains("vacuum", StringComparison.OrdinalIgnoreCase)
        || text.Contains("database", StringComparison.OrdinalIgnoreCase)
        || text.Contains("system", StringComparison.OrdinalIgnoreCase);

    private static (int Count, bool InTransaction) Kinds(MigrationText file, LintTarget target)
    {
        var (count, inTransaction) = (0, false);
        foreach (var statement in SqlParser.Statements(file.Text, target.Dialect, []))
        {
            count++;
            inTransaction |= statement is not SetStatement && NonTransactional.Name(statement) is null;
        }

        return (count, inTransaction || count == 0);
    }
}
