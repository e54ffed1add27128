using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A setting that a <c>set</c> of MariaDB or MySQL makes.</summary>
/// <param name="Name">Its name in lower case, without what says for whom.</param>
/// <param name="Value">Its value in lower case without quotes.</param>
/// <param name="IsGlobal">Whether it is made for the whole server.</param>
internal sealed record MySqlSetting(string Name, string Value, bool IsGlobal)
{
    /// <summary>Whether it is turned off.</summary>
    public bool IsOff => Value is "0" or "off" or "false";

    /// <summary>The settings of a statement; none for another statement.</summary>
    public static IReadOnlyList<MySqlSetting> Of(StatementContext at) => Of(at.Statement, at.Target.Engine);

    /// <summary>The settings of a statement; none for another statement.</summary>
    public static IReadOnlyList<MySqlSetting> Of(SqlStatement statement, LintEngines engine)
    {
        if (
            statement is not SetStatement { Scope: not ("reset" or "pragma") } set
            || (engine & LintEngines.MySqlFamily) == LintEngines.None
        )
        {
            return [];
        }

        var first = $"{(set.Scope == "global" ? "global " : "")}{set.Name}={set.Value}";
        // A comma within a value, as of sql_mode, has no name behind it.
        var found = new List<MySqlSetting>();
        foreach (var part in first.Split(','))
        {
            if (part.Split('=', 2) is [var name, var value])
            {
                found.Add(Read(name.Trim().ToLowerInvariant().TrimEnd(':'), Plain(value)));
            }
            else if (found.Count > 0)
            {
                found[^1] = found[^1] with { Value = $"{found[^1].Value},{Plain(part)}" };
            }
        }

        return found;
    }

    private static MySqlSetting Read(string name, string value)
    {
        string[] everybody = ["global ", "persist ", "@@global.", "@@persist."];
        string[] own = ["session ", "local ", "@@session.", "@@local.", "@@"];
        var isGlobal = everybody.FirstOrDefault(p => name.StartsWith(p, StringComparison.Ordinal));
        var said = isGlobal ?? own.FirstOrDefault(p => name.StartsWith(p, StringComparison.Ordinal)) ?? "";
        return new(name[said.Length..].Trim(), value, isGlobal is not null);
    }

    private static string Plain(string value) => value.Trim().Trim('\'', '"').ToLowerInvariant();
}
