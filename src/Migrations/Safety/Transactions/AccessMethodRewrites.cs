using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Changing the access method rewrites the table.</summary>
internal sealed class AccessMethodRewrites : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("access-method-rewrites", "Changing the access method rewrites the table")
        {
            Why = "The whole table and its indexes are written anew under ACCESS EXCLUSIVE.",
            Instead = "Create a table with the wanted method, copy the rows in batches, and swap the names.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-140",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:PG311"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && ($"{words} {value}".StartsWith("set access method", StringComparison.Ordinal))
        )
        {
            at.Report(action, $"{alter.Name} is written anew while nothing can read or write it.", alter.Name);
        }
    }
}
