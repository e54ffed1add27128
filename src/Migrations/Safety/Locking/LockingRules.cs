using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class LockingRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new AttachReadsDefaultPartition(),
        new AttachReadsPartition(),
        new BriefExclusiveLock(),
        new InvalidIndexStays(),
        new NotValidForEver(),
        new EngineDisagrees(),
        new ForeignKeyDropLocksBoth(),
        new ManyInstantChanges(),
        new MaterializedViewRefresh(),
        new PartitionCreatedInPlace(),
        new PolicyLocksTable(),
        new ReferenceLocksTable(),
        new TablesLockedByHand(),
        new TriggerDropLocks(),
    ];
}
