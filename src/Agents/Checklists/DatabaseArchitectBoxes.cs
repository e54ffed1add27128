using static Dbwright.Agents.ChecklistBox;

namespace Dbwright.Agents;

/// <summary>The boxes of <c>database-architect.md</c>.</summary>
internal static class DatabaseArchitectBoxes
{
    /// <summary>The boxes that stand in the TODO file too.</summary>
    public static ChecklistGroup QualityAssurance { get; } =
        new(
            "Quality Assurance Task Checklist",
            "DA-QA",
            [
                Proven(
                    "All schemas have proper primary keys, foreign keys, and constraints",
                    (d, r) => All(Facts.PrimaryKeys(d, r), Facts.ForeignKeys(d, r), Facts.Constraints(d, r)),
                    "migration.up",
                    "integrity.orphans",
                    "integrity.duplicates",
                    "integrity.rules"
                ),
                Proven(
                    "Indexes are justified by actual query patterns (no speculative indexes)",
                    Facts.JustifiedIndexes,
                    "indexes.used"
                ),
                Proven("Every migration has a tested rollback script", "migration.down", "migration.up-again"),
                Proven(
                    "Query optimizations validated with EXPLAIN ANALYZE on realistic data",
                    Facts.PlansAtVolume,
                    "indexes.used"
                ),
                Later("Connection pooling and database configuration tuned for expected load", Reasons.Settings),
                Later("Security measures include parameterized queries and access control", Reasons.Security),
                Proven("Data types are appropriate and storage-efficient for each column", Facts.DataTypes, "migration.up"),
            ]
        );

    /// <summary>The document.</summary>
    public static ChecklistDocument Document { get; } =
        new(
            "Database architect (database-architect.md)",
            "",
            [
                new(
                    "Task Checklist: Schema Quality",
                    "DA-SQ",
                    [
                        Proven(
                            "All tables have appropriate primary keys (prefer UUIDs or serial for distributed systems)",
                            Facts.PrimaryKeys,
                            "migration.up",
                            "integrity.duplicates"
                        ),
                        Proven(
                            "Foreign key relationships are properly defined with cascade rules",
                            Facts.ForeignKeys,
                            "migration.up",
                            "integrity.orphans"
                        ),
                        Proven(
                            "Constraints enforce data integrity at the database level",
                            Facts.Constraints,
                            "integrity.orphans",
                            "integrity.duplicates",
                            "integrity.rules"
                        ),
                        Proven(
                            "Data types are appropriate and storage-efficient for actual usage",
                            Facts.DataTypes,
                            "migration.up"
                        ),
                        Proven(
                            "Naming conventions are consistent (snake_case for columns, plural for tables)",
                            Facts.Naming,
                            "migration.up"
                        ),
                    ]
                ),
                new(
                    "Task Checklist: Index Quality",
                    "DA-IQ",
                    [
                        Proven(
                            "Indexes exist for all columns used in WHERE, JOIN, and ORDER BY clauses",
                            Facts.QueriesServed,
                            "indexes.used",
                            "level.index-use"
                        ),
                        Proven(
                            "Composite indexes use proper column ordering for query patterns",
                            Facts.CompositeIndexes,
                            "indexes.used"
                        ),
                        Proven(
                            "No duplicate or redundant indexes that waste storage and slow writes",
                            Facts.NoRedundantIndexes,
                            "indexes.write-cost"
                        ),
                        Proven("Partial indexes used for queries on subsets of data", Facts.PartialIndexes, "indexes.used"),
                        Later("Index usage monitored and unused indexes removed periodically", Reasons.IndexUpkeep),
                    ]
                ),
                new(
                    "Task Checklist: Migration Quality",
                    "DA-MQ",
                    [
                        Proven("Every migration has a working rollback (down) script", "migration.down", "migration.up-again"),
                        Later("Migrations tested with production-scale data volumes", Reasons.FilledDatabase),
                        Proven(
                            "No DDL changes mixed with large data migrations in the same script",
                            Facts.DefinitionsApart,
                            "migration.up"
                        ),
                        Later("Migrations are idempotent or guarded against re-execution", Reasons.Guarded),
                        Proven("Migration order dependencies are explicit and documented", Facts.Numbered, "migration.up"),
                    ]
                ),
                new(
                    "Task Checklist: Performance Quality",
                    "DA-PQ",
                    [
                        Proven("Critical queries execute within defined latency thresholds", Facts.Volumes, "latency.targets"),
                        Later("Connection pooling configured for expected concurrent connections", Reasons.Pooling),
                        Later("Slow query logging enabled with appropriate thresholds", Reasons.SlowLog),
                        Later("Database statistics updated regularly for query planner accuracy", Reasons.Maintenance),
                        Later("Monitoring in place for table bloat, dead tuples, and lock contention", Reasons.Monitoring),
                    ]
                ),
                new(
                    "Database Architecture Quality Task Checklist",
                    "DA-AQ",
                    [
                        Proven(
                            "All foreign key relationships are properly defined with cascade rules",
                            Facts.ForeignKeys,
                            "migration.up",
                            "integrity.orphans"
                        ),
                        Proven(
                            "Queries use indexes effectively (verified with EXPLAIN ANALYZE)",
                            Facts.Plans,
                            "indexes.used",
                            "level.index-use"
                        ),
                        Later("No potential N+1 query problems in application data access patterns", Reasons.ApplicationCode),
                        Proven(
                            "Data types match actual usage patterns and are storage-efficient",
                            Facts.DataTypes,
                            "migration.up"
                        ),
                        Later("All migrations can be rolled back safely without data loss", Reasons.DataLoss),
                        Proven("Query performance verified with realistic data volumes", Facts.Volumes, "latency.targets"),
                        Later("Connection pooling and buffer settings tuned for production workload", Reasons.Settings),
                        Later(
                            "Security measures in place (SQL injection prevention, access control, encryption at rest)",
                            Reasons.Security
                        ),
                    ]
                ),
                QualityAssurance,
            ]
        );

    private static Fact All(params Fact[] facts) =>
        facts.FirstOrDefault(f => !f.Holds) ?? new(true, string.Join(" ", facts.Select(f => f.Text)));
}
