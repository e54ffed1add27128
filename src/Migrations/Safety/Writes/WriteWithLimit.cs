using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A write to some rows, whichever they are.</summary>
internal sealed class WriteWithLimit : LintRule
{
    public override RuleInfo Info { get; } =
        new("write-with-limit", "An UPDATE, DELETE or INSERT … SELECT takes rows by LIMIT or in random order")
        {
            Why =
                "Which rows they are is not determined unless ORDER BY is over a unique key: statement-based replication writes other "
                + "rows on a replica. `order by rand()` reads and sorts the whole table.",
            Instead = "Say the rows by a range of the key.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-174",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:STATEMENT_DISALLOW_LIMIT",
                "bytebase:STATEMENT_DISALLOW_ORDER_BY",
                "bytebase:STATEMENT_INSERT_DISALLOW_ORDER_BY_RAND",
            ],
        };

    public override void Check(StatementContext at)
    {
        switch (at.Statement)
        {
            case UpdateStatement { Limit: not null } or DeleteStatement { Limit: not null }:
                at.Report(at.Statement, "Which rows LIMIT takes is not determined.");
                break;
            case InsertStatement { Source: { } source }:
                foreach (var order in source.OrderBy)
                {
                    if (order.Value is SqlExpression.Call { Function.Name: "rand" or "RAND" })
                    {
                        at.Report(order, "ORDER BY RAND() reads and sorts every row.");
                    }
                }

                break;
        }
    }
}
