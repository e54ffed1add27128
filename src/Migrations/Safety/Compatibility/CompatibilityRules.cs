using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class CompatibilityRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new ColumnDropBreaksReaders(),
        new ColumnDropped(),
        new ColumnRenamed(),
        new ContractWithExpand(),
        new DropCascade(),
        new DroppedColumnStillRead(),
        new DroppedTableStillNeeded(),
        new ExtensionUpdated(),
        new ObjectDropped(),
        new SchemaDropped(),
        new SchemaRenamed(),
        new SystemVersioningDropped(),
        new TableDropBreaksReaders(),
        new TableDropped(),
        new TableRecreated(),
        new TableRenamed(),
        new Truncated(),
    ];
}
