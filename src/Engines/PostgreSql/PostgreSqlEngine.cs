using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>PostgreSQL, versions 13 to 18.</summary>
public static class PostgreSqlEngine
{
    /// <summary>The engine with its roles.</summary>
    public static Engine Create() =>
        new("postgresql", "PostgreSQL")
        {
            Aliases = ["postgres", "pg"],
            Names = new PostgreSqlNames(),
            Types = new PostgreSqlTypes(),
            Writer = new PostgreSqlWriter(),
            Queries = new PostgreSqlQueries(new PostgreSqlNames(), new PostgreSqlTypes(), new PostgreSqlWriter()),
            Inspector = new PostgreSqlInspector(),
            Loader = new PostgreSqlLoader(),
            Statistics = new PostgreSqlStatistics(),
            Sandboxes = new PostgreSqlSandboxes(),
            PlanReader = new PostgreSqlPlanReader(),
            Alterer = new PostgreSqlAlterer(),
            ScriptRunner = new PostgreSqlScriptRunner(),
            LiveDatabases = new PostgreSqlLiveDatabases(),
            RunLocks = new PostgreSqlRunLocks(),
            RunRights = new PostgreSqlRunRights(),
            Steps = new PostgreSqlSteps(),
            LockMeter = new PostgreSqlLockMeter(),
            RowSums = new PostgreSqlRowSums(),
            OnlineForms = new PostgreSqlOnlineForms(),
            IndexAbilities = new()
            {
                Include = true,
                Partial = true,
                Expressions = true,
                FullText = FullTextForm.DocumentColumn,
                TrigramOperatorClass = "gin_trgm_ops",
                TrigramExtension = "pg_trgm",
                PrefixOperatorClass = "text_pattern_ops",
                JsonContainment = true,
                JsonOperatorClass = "jsonb_path_ops",
                Nearest = true,
                Hash = true,
                BlockRange = true,
            },
        };
}
