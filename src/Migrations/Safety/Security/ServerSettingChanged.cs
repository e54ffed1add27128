using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A setting of the whole server changes.</summary>
internal sealed class ServerSettingChanged : LintRule
{
    public override RuleInfo Info { get; } =
        new("server-setting-changed", "A setting of the whole server changes")
        {
            Why =
                "It is there for every database and every program of the server, not only for what this migration is about, and nobody who reads the server's configuration sees it. "
                + "`SET GLOBAL` is gone at the next start; `ALTER SYSTEM` and `SET PERSIST` stay.",
            Instead =
                "Keep settings with the configuration of the server, or set them for the session, the role or the database.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is OtherStatement other && other.Keywords.StartsWith("alter system", StringComparison.Ordinal))
        {
            at.Report(other, "A setting changes for the whole server.");
        }
        else if (MySqlSetting.Of(at).FirstOrDefault(s => s.IsGlobal) is { } setting)
        {
            at.Report(at.Statement, $"{setting.Name} changes for the whole server.");
        }
    }
}
