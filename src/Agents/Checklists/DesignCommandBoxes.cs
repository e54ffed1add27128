using static Dbwright.Agents.ChecklistBox;

namespace Dbwright.Agents;

/// <summary>The boxes of <c>database-design-command.md</c>.</summary>
internal static class DesignCommandBoxes
{
    /// <summary>The document.</summary>
    public static ChecklistDocument Document { get; } =
        new(
            "Database design command (database-design-command.md)",
            "",
            [
                new(
                    "Prerequisites",
                    "DDC-PR",
                    [
                        Proven("Application requirements defined (features, data needs)", Facts.Entities, "migration.up"),
                        Proven(
                            "Database technology selected (PostgreSQL, MySQL, MongoDB, etc.)",
                            Facts.EngineKnown,
                            "migration.up"
                        ),
                        Proven("Data access patterns understood (queries, frequency, volume)", Facts.Rates),
                        Proven("Performance requirements known (SLA, concurrent connections)", Facts.Levels),
                        Proven("Compliance requirements identified (GDPR, HIPAA, etc.)", Facts.Compliance),
                        Proven("Scalability needs defined (expected growth, traffic patterns)", Facts.Growth),
                    ]
                ),
                new(
                    "Success Criteria: Schema Design",
                    "DDC-SD",
                    [
                        Proven("ERD diagram complete with all entities and relationships", Facts.Diagram, "migration.up"),
                        Proven("All tables designed with appropriate data types", Facts.DataTypes, "migration.up"),
                        Proven("Primary and foreign keys defined", Facts.PrimaryKeys, "migration.up", "integrity.orphans"),
                        Proven(
                            "Constraints implemented (unique, check, not null)",
                            Facts.Constraints,
                            "integrity.duplicates",
                            "integrity.rules"
                        ),
                        Proven("Normalization applied (3NF) or denormalization justified", Facts.NormalForms, "migration.up"),
                        Proven("Audit trails designed (created_at, updated_at, deleted_at)", Facts.AuditColumns, "migration.up"),
                    ]
                ),
                new(
                    "Success Criteria: Performance Optimization",
                    "DDC-PO",
                    [
                        Proven("Indexes designed for all frequently queried columns", Facts.JustifiedIndexes, "level.index-use"),
                        Proven("Composite indexes for multi-column queries", Facts.CompositeIndexes, "indexes.used"),
                        Proven("Query patterns analyzed with execution plans", Facts.Plans),
                        Later("Connection pooling configured", Reasons.Pooling),
                        Later("Read replicas planned for read-heavy workloads", Reasons.Replicas),
                        Later("Materialized views for complex aggregations", Reasons.Views),
                        Later("Partitioning strategy for large tables (if needed)", Reasons.Partitions),
                    ]
                ),
                new(
                    "Success Criteria: Migrations & Version Control",
                    "DDC-MV",
                    [
                        Proven("Migration framework selected and configured", Facts.Numbered, "migration.up"),
                        Proven("Initial schema migration created (V1)", "migration.up"),
                        Proven("Rollback migrations designed", "migration.down"),
                        Later("Zero-downtime migration strategy (if needed)", Reasons.ZeroDowntime),
                        Proven("Seed data migrations created", Facts.ReferenceData, "migration.reference-data"),
                        Proven("Migration testing checklist complete", "migration.up", "migration.down", "migration.up-again"),
                    ]
                ),
                new(
                    "Success Criteria: Monitoring & Operations",
                    "DDC-MO",
                    [
                        Later("Database monitoring configured (metrics, logs)", Reasons.Monitoring),
                        Later("Alerts defined (connections, disk, replication lag)", Reasons.Alerts),
                        Later("Backup and restore procedures documented", Reasons.Backup),
                        Later("Disaster recovery plan created", Reasons.Recovery),
                        Proven("Access control matrix documented", Facts.AccessMatrix),
                        Later("Performance guidelines established", Reasons.Guidelines),
                    ]
                ),
            ]
        );
}
