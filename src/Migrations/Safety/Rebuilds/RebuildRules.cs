using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class RebuildRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new DroppedParentDeletesRows(),
        new OldTableRenamedFirst(),
        new RebuildLosesIndexes(),
        new RebuildNotChecked(),
        new RebuildStoppedByView(),
        new RebuiltColumnNotNull(),
        new SchemaWrittenDirectly(),
    ];
}
