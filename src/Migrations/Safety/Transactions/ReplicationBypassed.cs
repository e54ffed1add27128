using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Statements are kept out of the binary log.</summary>
internal sealed class ReplicationBypassed : LintRule
{
    public override RuleInfo Info { get; } =
        new("replication-bypassed", "Statements are kept out of the binary log")
        {
            Why =
                "With `sql_log_bin` off no replica does what this session does, and no restore to a point in time brings it back. Replicas have other tables from then "
                + "on, and stop at the first row that does not fit.",
            Instead =
                "Leave it on. For a change that is rolled out server by server use a tool that knows the topology, and note it there.",
            Engines = LintEngines.MySqlFamily,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (MySqlSetting.Of(at).Any(s => s is { Name: "sql_log_bin", IsOff: true }))
        {
            at.Report(at.Statement, "What follows is done on this server only: replicas do not hear of it.");
        }
    }
}
