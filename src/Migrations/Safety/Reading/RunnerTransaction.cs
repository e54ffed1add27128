using Dbwright.Formats;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Whether a runner opens a transaction for a file, where that depends on what is in it.</summary>
internal static class RunnerTransaction
{
    /// <summary>The answer; where nobody knows, what the review was told to assume.</summary>
    public static bool Opens(ReadFile read, LintTarget target, LintOptions options)
    {
        var file = read.File;
        var said = MigrationFolder.SaysOneTransaction(file.Text) ?? file.IsOneTransaction;
        if (target.Engine != LintEngines.PostgreSql)
        {
            return said ?? options.AssumesTransaction;
        }

        return file.Tool switch
        {
            // Flyway opens none for a file in which nothing can run in one.
            "Flyway" when said == true => Kinds(read, target) is not { OutsideOnly: > 0, InTransaction: 0 },
            // It sends the whole file at once, which the server runs as one transaction when there are several statements.
            "golang-migrate" => Kinds(read, target) is { OutsideOnly: > 0, All: > 1 },
            _ => said ?? options.AssumesTransaction,
        };
    }

    private static bool MayHoldSuch(string text) =>
        text.Contains("concurrently", StringComparison.OrdinalIgnoreCase)
        || text.Contains("vacuum", StringComparison.OrdinalIgnoreCase)
        || text.Contains("database", StringComparison.OrdinalIgnoreCase)
        || text.Contains("tablespace", StringComparison.OrdinalIgnoreCase)
        || text.Contains("reindex", StringComparison.OrdinalIgnoreCase)
        || text.Contains("system", StringComparison.OrdinalIgnoreCase);

    // How many statements there are, how many of them run in no transaction, and how many in one; settings run in both.
    private static (int All, int OutsideOnly, int InTransaction) Kinds(ReadFile read, LintTarget target)
    {
        var (all, outside, inside) = (0, 0, 0);
        foreach (var statement in Known(read, target))
        {
            var isOutside = NonTransactional.Name(statement) is not null;
            all++;
            outside += isOutside ? 1 : 0;
            inside += isOutside || statement is SetStatement ? 0 : 1;
        }

        return (all, outside, inside);
    }

    // A file too large to be held in its statements is read once more only where there may be such.
    private static IEnumerable<SqlStatement> Known(ReadFile read, LintTarget target) =>
        read.Known?.Select(r => r.Statement)
        ?? (MayHoldSuch(read.File.Text) ? SqlParser.Statements(read.File.Text, target.Dialect, []) : []);
}
