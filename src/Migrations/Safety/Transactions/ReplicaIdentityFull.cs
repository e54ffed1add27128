using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Replication identifies rows by all their columns, or not at all.</summary>
internal sealed class ReplicaIdentityFull : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("replica-identity-full", "Replication identifies rows by all their columns, or not at all")
        {
            Why =
                "`FULL` writes all old values of each changed row to the log and lets the subscriber search for the row without "
                + "an index. `NOTHING` makes updates and deletes of a published table fail.",
            Instead =
                "Identify rows by the primary key, which is the default, or by a unique index: `REPLICA IDENTITY USING INDEX`.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-142",
            Aliases = ["atlas:PG314"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Other { Words: var words, Value: var value }
            && ($"{words} {value}".TrimEnd() is "replica identity full" or "replica identity nothing")
        )
        {
            at.Report(
                action,
                $"Rows of {alter.Name} are identified {(value.Contains("nothing", StringComparison.Ordinal) || words.Contains("nothing", StringComparison.Ordinal) ? "not at all" : "by all their columns")} in replication.",
                alter.Name
            );
        }
    }
}
