using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A default whose function the texts do not show.</summary>
internal sealed class DefaultOfUnknownFunction : LintRule
{
    public override RuleInfo Info { get; } =
        new("default-of-unknown-function", "A column is added with a default whose function is not known here")
        {
            Why =
                "Whether PostgreSQL computes a default once or for every row depends on the function's volatility. A function is "
                + "VOLATILE unless it says otherwise, and then the whole table is written again under ACCESS EXCLUSIVE.",
            Instead =
                "Look up `provolatile` in `pg_proc`. If it is `v`, add the column without the default, set the default in a second "
                + "statement and fill old rows in batches. `lint --measure` answers it by running the statement.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-51",
            Severity = Severity.Note,
            Exposure = Exposure.LargeTables,
            Aliases = ["squawk:adding-field-with-default", "strong_migrations:add_column_default_callable"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (
                column.Find(SqlConstraintKind.Default)?.Expression is { } value
                && !at.Target.IsBefore(11)
                && ExpressionVolatility.Of(value, at.Earlier, out var function) == Volatility.Unknown
            )
            {
                at.Report(
                    column,
                    $"Adding {alter.Name}.{column.Name} writes the table again if {function}() is volatile, which is not seen here.",
                    alter.Name,
                    $"select provolatile from pg_proc where oid = '{function}'::regproc; -- v: add the column without the default, then set it"
                );
            }
        }
    }
}
