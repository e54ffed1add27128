using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Changing between LOGGED and UNLOGGED rewrites the table.</summary>
internal sealed class SetLoggedRewrites : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("set-logged-rewrites", "Changing between LOGGED and UNLOGGED rewrites the table")
        {
            Why =
                "The whole table and its indexes are written anew under ACCESS EXCLUSIVE, with `SET LOGGED` through the "
                + "write-ahead log too.",
            Instead = "Create a table of the wanted kind, copy the rows in batches, and swap the names.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-139",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:PG307"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && ($"{words} {value}".TrimEnd() is "set logged" or "set unlogged")
        )
        {
            at.Report(action, $"{alter.Name} is written anew while nothing can read or write it.", alter.Name);
        }
    }
}
