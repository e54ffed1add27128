using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Settings of SQLite in statements.</summary>
internal static class SqliteSettings
{
    /// <summary>The name of the setting that a <c>pragma</c> makes or reads; nothing for another statement.</summary>
    public static string PragmaName(SqlStatement statement) =>
        statement is SetStatement { Scope: "pragma" } pragma
            ? pragma.Name[(pragma.Name.LastIndexOf('.') + 1)..].ToLowerInvariant()
            : "";
}
