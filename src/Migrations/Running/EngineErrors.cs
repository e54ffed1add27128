using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What errors of the engines mean to a run, by their codes.</summary>
public static class EngineErrors
{
    // PostgreSQL: insufficient_privilege. MariaDB: for definitions, databases, accounts, tables, columns, routines and guarded statements.
    private static readonly string[] Rights =
    [
        "42501",
        "1044",
        "1045",
        "1142",
        "1143",
        "1227",
        "1370",
        "1410",
        "SQLITE_AUTH",
        "SQLITE_PERM",
        "SQLITE_READONLY",
    ];

    // PostgreSQL: syntax_error, invalid_name. MariaDB: the same, and a statement in a wrong place.
    private static readonly string[] Syntax = ["42601", "42602", "1064", "1149"];

    // PostgreSQL: undefined_table, invalid_schema_name.
    private static readonly string[] Tables = ["42P01", "3F000", "1146"];

    // PostgreSQL: a text, a moment or a number that is none. MariaDB: a wrong, cut or too large value. SQLite: of a strict table.
    private static readonly string[] Conversions =
    [
        "22P02",
        "22007",
        "22008",
        "22003",
        "22018",
        "22023",
        "22030",
        "22032",
        "1264",
        "1265",
        "1292",
        "1366",
        "1411",
        "SQLITE_CONSTRAINT_DATATYPE",
    ];

    /// <summary>Whether a value cannot become one of another type.</summary>
    public static bool IsUnconverted(EngineException error) => Conversions.Contains(error.Code);

    /// <summary>Whether the account may not do it.</summary>
    public static bool IsMissingRight(EngineException error) => Rights.Contains(error.Code);

    /// <summary>Whether the engine cannot read the statement, whatever the database holds.</summary>
    public static bool IsSyntax(EngineException error) =>
        Syntax.Contains(error.Code)
        || (
            error.Code == "SQLITE_ERROR"
            && (
                error.Message.Contains("syntax error", StringComparison.Ordinal)
                || error.Message.StartsWith("unrecognized token", StringComparison.Ordinal)
                || error.Message.StartsWith("incomplete input", StringComparison.Ordinal)
            )
        );

    /// <summary>Whether there is no such table.</summary>
    public static bool IsMissingTable(EngineException error) =>
        Tables.Contains(error.Code)
        || (error.Code == "SQLITE_ERROR" && error.Message.StartsWith("no such table", StringComparison.Ordinal));
}
