using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Settings of SQLite as a file makes them.</summary>
internal static class SqliteSettings
{
    /// <summary>Whether a setting is made to be on or off; <see langword="null"/> where the file does not say.</summary>
    public static bool? Switch(this StatementContext at, string name) =>
        at.Setting(name)?.ToLowerInvariant() switch
        {
            null => null,
            "on" or "1" or "yes" or "true" => true,
            _ => false,
        };

    /// <summary>The name of the setting that a <c>pragma</c> makes or reads; nothing for another statement.</summary>
    public static string PragmaName(SqlStatement statement) =>
        statement is SetStatement { Scope: "pragma" } pragma
            ? pragma.Name[(pragma.Name.LastIndexOf('.') + 1)..].ToLowerInvariant()
            : "";
}
