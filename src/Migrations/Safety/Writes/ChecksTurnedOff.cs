using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Foreign keys or triggers are turned off, and the file does not turn them on again.</summary>
internal sealed class ChecksTurnedOff : LintRule
{
    public override RuleInfo Info { get; } =
        new("checks-turned-off", "Foreign keys or triggers are turned off and not on again")
        {
            Why =
                "What is written meanwhile is never looked at, also not when they are on again: rows that refer to nothing stay. A setting of the session goes on "
                + "for the files that the runner applies behind this one; triggers that are disabled on PostgreSQL stay so for everybody, those behind foreign keys too.",
            Instead = "Turn them on again in the same file, and look for rows that refer to nothing.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "",
        };

    public override void CheckFile(FileContext file)
    {
        var off = new Dictionary<string, SeenStatement>(StringComparer.OrdinalIgnoreCase);
        foreach (var seen in file.Statements)
        {
            foreach (var (what, isOff) in Switched(file, seen.Statement))
            {
                if (isOff)
                {
                    off.TryAdd(what, seen);
                }
                else
                {
                    off.Remove(what);
                }
            }
        }

        foreach (var (what, seen) in off)
        {
            file.Report(seen, $"{what}, and not on again in this file.");
        }
    }

    private static IEnumerable<(string What, bool IsOff)> Switched(FileContext file, SqlStatement statement) =>
        statement switch
        {
            SetStatement { Name: "session_replication_role", Scope: not "local" } role =>
            [
                ("session_replication_role is not origin", role is { Scope: not "reset", Value: "replica" or "local" }),
            ],
            SetStatement => MySqlSetting
                .Of(statement, file.Target.Engine)
                .Where(s => s.Name is "foreign_key_checks" or "unique_checks" or "check_constraint_checks")
                .Select(s => ($"{s.Name} is turned off", s.IsOff)),
            AlterStatement { Kind: "table" } alter when file.Target.Engine == LintEngines.PostgreSql => alter
                .Actions.OfType<SqlAction.Other>()
                .Where(a => a.Words is "disable trigger" or "enable trigger")
                .Select(a => ($"Triggers of {alter.Name} are disabled", a.Words[0] == 'd')),
            _ => [],
        };
}
