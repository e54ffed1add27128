using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>MariaDB, versions 10.11 to 11.8.</summary>
public static class MariaDbEngine
{
    /// <summary>The engine with its roles.</summary>
    public static Engine Create() =>
        new(MariaDbTypes.EngineName, "MariaDB")
        {
            Names = new MariaDbNames(),
            Types = new MariaDbTypes(),
            Writer = new MariaDbWriter(),
            Alterer = new MariaDbAlterer(),
            Queries = new MariaDbQueries(),
            Inspector = new MariaDbInspector(),
            Loader = new MariaDbLoader(),
            Statistics = new MariaDbStatistics(),
            PlanReader = new MariaDbPlanReader(),
            Sandboxes = new MariaDbSandboxes(),
            ScriptRunner = new MariaDbScriptRunner(),
            LiveDatabases = new MariaDbLiveDatabases(),
            IndexAbilities = new() { FullText = FullTextForm.Index },
        };
}
