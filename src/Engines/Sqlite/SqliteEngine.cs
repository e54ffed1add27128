using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>SQLite, versions 3.31 and later.</summary>
public static class SqliteEngine
{
    /// <summary>The engine with its roles.</summary>
    public static Engine Create()
    {
        var names = new SqliteNames();
        var writer = new SqliteWriter();
        return new("sqlite", "SQLite")
        {
            Aliases = ["sqlite3"],
            Names = names,
            Types = new SqliteTypes(),
            Writer = writer,
            Queries = new SqliteQueries(names, writer),
            Inspector = new SqliteInspector(),
            Alterer = new SqliteAlterer(),
            Loader = new SqliteLoader(),
            Statistics = new SqliteStatistics(),
            Sandboxes = new SqliteSandboxes(),
            PlanReader = new SqlitePlanReader(),
            ScriptRunner = new SqliteScriptRunner(),
            LiveDatabases = new SqliteLiveDatabases(),
            RunLocks = new SqliteRunLocks(),
            Steps = new SqliteSteps(),
            RowSums = new SqliteRowSums(),
            IndexAbilities = new()
            {
                Partial = true,
                Expressions = true,
                FullText = FullTextForm.VirtualTable,
                TablesInKeyOrder = true,
            },
        };
    }
}
