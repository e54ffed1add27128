using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class IndexRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new ConcurrentIndexCorrupt(),
        new DropIndexWithoutConcurrently(),
        new DroppedColumnInIndex(),
        new DuplicateIndexColumn(),
        new FulltextIndexBlocksWrites(),
        new IndexColumnUnknown(),
        new IndexMadeUnique(),
        new IndexOnPartitionedTable(),
        new IndexOnText(),
        new IndexType(),
        new IndexWithManyColumns(),
        new IndexWithoutConcurrently(),
        new ManyIndexes(),
        new RedundantIndex(),
        new ReindexWithoutConcurrently(),
        new SpatialIndexBlocksWrites(),
        new TableRewrittenInPlace(),
        new UniqueIndexOverExistingRows(),
    ];
}
