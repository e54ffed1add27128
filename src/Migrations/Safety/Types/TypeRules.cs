using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class TypeRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new DomainCheckedAtOnce(),
        new DomainWithConstraint(),
        new EnumType(),
        new EnumValueRenamed(),
        new EnumValueUsedTooEarly(),
        new EnumValueWithoutPosition(),
        new ListOutgrowsStorage(),
        new ListValueInserted(),
        new ListValueRemoved(),
        new ListValueReordered(),
    ];
}
