using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// MySQL, versions 8.0.19 to 8.4: what a design needs, and nothing that would need a server. What MariaDB has alike is MariaDB's.
/// </summary>
public static class MySqlEngine
{
    /// <summary>How the SQL of MySQL differs.</summary>
    internal static MariaDbDialect Dialect { get; } =
        new()
        {
            Title = "MySQL",
            Names = new MySqlNames(),
            Types = new MySqlTypes(),
            Collation = "utf8mb4_0900_ai_ci",
            ExactCollation = "utf8mb4_0900_bin",
            MatchesByFunction = true,
            BracketsDefaults = true,
            HasConditionalClauses = false,
            HasBlocks = false,
            CheckWord = "check",
            HasSequences = false,
            ChecksAnyColumn = false,
        };

    /// <summary>The engine with its roles.</summary>
    public static Engine Create() =>
        new(MySqlTypes.EngineName, Dialect.Title)
        {
            Names = Dialect.Names,
            Types = Dialect.Types,
            Writer = new MariaDbWriter(Dialect),
            Alterer = new MariaDbAlterer(OnlineMatrix.MySql),
            Queries = new MySqlQueries(),
            IndexAbilities = new() { FullText = FullTextForm.Index },
            NotExecuted =
                "dbwright has no MySQL server to run, as the package feeds that it uses carry none. The forms of what it writes are checked "
                + "against the published grammar of MySQL, not executed.",
        };
}
