using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class TransactionRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new AccessMethodRewrites(),
        new AutovacuumOff(),
        new DetachWithoutConcurrently(),
        new EngineChanged(),
        new ImplicitCommit(),
        new LargeTableAltered(),
        new MixedTransaction(),
        new NestedTransaction(),
        new NoAlgorithm(),
        new NoLockClause(),
        new NoLockTimeout(),
        new NoStatementTimeout(),
        new NotAllowedInTransaction(),
        new PartitioningCopies(),
        new PragmaWithoutEffect(),
        new ReplicaIdentityFull(),
        new ReplicationBypassed(),
        new RewriteUnderLock(),
        new SetLoggedRewrites(),
        new StatementsToMerge(),
        new TransactionLeftOpen(),
        new TriggerStopsWrites(),
        new WorkUnderLock(),
    ];
}
