using static Dbwright.Agents.ChecklistBox;

namespace Dbwright.Agents;

/// <summary>The steps of <c>module-readme.md</c>.</summary>
internal static class ModuleBoxes
{
    /// <summary>The document.</summary>
    public static ChecklistDocument Document { get; } =
        new(
            "Workflow module (module-readme.md)",
            "This document has no boxes of its own; the numbered steps of its five workflows stand here instead.",
            [
                new(
                    "1. Database Selection Workflow",
                    "MR-SEL",
                    [
                        Proven("Analyze requirements (data structure, query patterns, scale)", Facts.Entities, "migration.up"),
                        Later("Evaluate database types (relational, NoSQL, vector, flat)", Reasons.Selection),
                        Later("Consider operational requirements (hosting, cost, expertise)", Reasons.Selection),
                        Proven("Make selection and document rationale", Facts.EngineDecision, "migration.up"),
                    ]
                ),
                new(
                    "2. Schema Design Workflow",
                    "MR-SCH",
                    [
                        Proven("Gather requirements and identify entities", Facts.Entities, "migration.up"),
                        Proven("Map relationships between entities", Facts.ForeignKeys, "migration.up"),
                        Proven(
                            "Apply normalization (for relational) or denormalization (for NoSQL)",
                            Facts.NormalForms,
                            "migration.up"
                        ),
                        Proven("Define constraints and validation rules", Facts.Constraints, "integrity.rules"),
                        Proven("Plan indexes for common queries", Facts.JustifiedIndexes, "indexes.used"),
                        Proven("Review and validate design", Facts.PatternsDesigned, "migration.up", "latency.targets"),
                    ]
                ),
                new(
                    "3. Migration Workflow",
                    "MR-MIG",
                    [
                        Proven("Plan migration (what changes, impact analysis)", Facts.Numbered, "migration.up"),
                        Proven("Create migration script (up and down)", "migration.up", "migration.down"),
                        Proven("Test migration on development database", "migration.up", "migration.up-again"),
                        Proven("Plan rollback strategy", "migration.down"),
                        Later("Execute migration with monitoring", Reasons.Production),
                        Proven("Validate migration success", "migration.up"),
                    ]
                ),
                new(
                    "4. Optimization Workflow",
                    "MR-OPT",
                    [
                        Proven("Profile current performance (identify slow queries)", Facts.Volumes),
                        Proven("Analyze query execution plans", Facts.Plans),
                        Proven(
                            "Identify optimization opportunities (indexes, query rewrites, schema changes)",
                            Facts.JustifiedIndexes
                        ),
                        Proven("Implement optimizations", "indexes.used"),
                        Proven("Benchmark and validate improvements", Facts.Volumes, "latency.targets", "indexes.write-cost"),
                        Later("Monitor ongoing performance", Reasons.Monitoring),
                    ]
                ),
                new(
                    "5. Testing Workflow",
                    "MR-TST",
                    [
                        Proven("Set up test database environment", Facts.EngineKnown, "migration.up"),
                        Proven("Create test fixtures and seed data", Facts.Volumes, "integrity.orphans"),
                        Later("Write unit tests (data validation, constraints)", Reasons.Tests),
                        Later("Write integration tests (queries, transactions)", Reasons.Tests),
                        Later("Write performance tests (load, stress)", Reasons.Load),
                        Later("Run tests in CI/CD pipeline", Reasons.Tests),
                    ]
                ),
            ]
        );
}
