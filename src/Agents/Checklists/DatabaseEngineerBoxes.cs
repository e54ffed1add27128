using static Dbwright.Agents.ChecklistBox;

namespace Dbwright.Agents;

/// <summary>The boxes of <c>database-engineer.md</c>.</summary>
internal static class DatabaseEngineerBoxes
{
    /// <summary>The document.</summary>
    public static ChecklistDocument Document { get; } =
        new(
            "Database & data engineer (database-engineer.md)",
            "",
            [
                new(
                    "Schema Design: Checklist",
                    "DE-SD",
                    [
                        Proven("Identify entities and relationships", Facts.Entities, "migration.up"),
                        Proven("Define data types and constraints", Facts.DataTypes, "migration.up", "integrity.rules"),
                        Later("Plan for scalability (partitioning, sharding)", Reasons.Scaling),
                        Later("Consider data retention policies", Reasons.Retention),
                    ]
                ),
                new(
                    "Query Optimization: Performance Checklist",
                    "DE-PC",
                    [
                        Proven("Use EXPLAIN to analyze query plans", Facts.Plans),
                        Proven("Add indexes on frequently queried columns", Facts.JustifiedIndexes, "level.index-use"),
                        Proven("Avoid SELECT * in production queries", Facts.NoSelectStar, "latency.targets"),
                        Proven("Use LIMIT for pagination", Facts.Paging, "latency.targets"),
                        Later("Monitor query execution time", Reasons.Monitoring),
                    ]
                ),
            ]
        );
}
