using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>MariaDB, versions 10.11 to 11.8.</summary>
public static class MariaDbEngine
{
    /// <summary>The engine with its roles.</summary>
    public static Engine Create() =>
        new(MariaDbTypes.EngineName, "MariaDB")
        {
            Names = MariaDbDialect.MariaDb.Names,
            Types = MariaDbDialect.MariaDb.Types,
            Writer = new MariaDbWriter(MariaDbDialect.MariaDb),
            Alterer = new MariaDbAlterer(OnlineMatrix.MariaDb),
            Queries = new MariaDbQueries(MariaDbDialect.MariaDb),
            Inspector = new MariaDbInspector(),
            Loader = new MariaDbLoader(),
            Statistics = new MariaDbStatistics(),
            PlanReader = new MariaDbPlanReader(),
            Sandboxes = new MariaDbSandboxes(),
            ScriptRunner = new MariaDbScriptRunner(),
            LiveDatabases = new MariaDbLiveDatabases(),
            RunLocks = new MariaDbRunLocks(),
            RunRights = new MariaDbRunRights(),
            Steps = new MariaDbSteps(),
            LockMeter = new MariaDbLockMeter(),
            RowSums = new MariaDbRowSums(),
            IndexAbilities = new() { FullText = FullTextForm.Index },
        };
}
