using static Dbwright.Agents.ChecklistBox;

namespace Dbwright.Agents;

/// <summary>The points of <c>workflow.md</c>.</summary>
internal static class WorkflowBoxes
{
    /// <summary>The document.</summary>
    public static ChecklistDocument Document { get; } =
        new(
            "Database design and development workflow (workflow.md)",
            "This document marks what to do and what not to do; a point of the second kind is ticked when it is shown to be avoided.",
            [
                new(
                    "DO",
                    "WF-DO",
                    [
                        Proven("Document database selection rationale", Facts.EngineDecision, "migration.up"),
                        Later("Version control all schema and migration scripts", Reasons.VersionControl),
                        Later("Test migrations on production-like data", Reasons.FilledDatabase),
                        Later("Monitor database performance metrics", Reasons.Monitoring),
                        Later("Use transactions for data consistency", Reasons.Transactions),
                        Proven("Add indexes based on query patterns", Facts.JustifiedIndexes, "indexes.used"),
                        Proven("Plan for rollback before executing migrations", "migration.down", "migration.up-again"),
                        Later("Use connection pooling in applications", Reasons.Pooling),
                    ]
                ),
                new(
                    "DON'T",
                    "WF-DONT",
                    [
                        Proven("Choose database without analyzing requirements", Facts.Entities, "migration.up"),
                        Proven("Make schema changes without migration scripts", "migration.up"),
                        Proven(
                            "Skip testing migrations before production",
                            "migration.up",
                            "migration.down",
                            "migration.up-again"
                        ),
                        Proven("Add indexes without measuring impact", Facts.Volumes, "indexes.used", "indexes.write-cost"),
                        Later("Store sensitive data without encryption", Reasons.Encryption),
                        Later("Ignore database performance metrics", Reasons.Monitoring),
                        Later("Deploy code and schema changes simultaneously", Reasons.Deployment),
                        Proven("Forget to document design decisions", Facts.Decisions),
                    ]
                ),
            ]
        );
}
