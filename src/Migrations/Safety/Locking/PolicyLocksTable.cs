using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A policy or rule that keeps everybody out.</summary>
internal sealed class PolicyLocksTable : LintRule
{
    public override RuleInfo Info { get; } =
        new("policy-locks-table", "A change of a policy or rule keeps reads and writes out of the table")
        {
            Why =
                "CREATE, ALTER and DROP POLICY and CREATE RULE take ACCESS EXCLUSIVE. It is short, but it waits behind every query, and "
                + "all behind it wait.",
            Instead = "Set a `lock_timeout`, and make all changes of one table in one transaction.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "N-10",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        var table = at.Statement switch
        {
            CreateObjectStatement { Kind: "policy" } create => create.Table,
            AlterStatement { Kind: "policy" } alter => alter.Table,
            DropStatement { Kind: "policy" or "rule" } drop => drop.Table,
            _ => null,
        };
        if (table is not null && !at.HasLockTimeout())
        {
            at.Report(
                at.Statement,
                $"The change keeps reads and writes out of {table} until the commit.",
                table,
                $"set lock_timeout = '2s';\n{at.TextOf(at.Statement)};"
            );
        }
    }
}
