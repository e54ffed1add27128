using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class ConstraintRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new CheckCopiesTable(),
        new CheckDropped(),
        new CheckEnforcedAgain(),
        new CheckValidatedAtOnce(),
        new DeleteCascades(),
        new DroppedConstraintUnclear(),
        new ExclusionConstraintBlocks(),
        new ForeignKeyCopiesTable(),
        new ForeignKeyDropped(),
        new ForeignKeyForbidden(),
        new ForeignKeyParentNotUnique(),
        new ForeignKeyValidatedAtOnce(),
        new ForeignKeyWithoutIndex(),
        new InlineReferences(),
        new NotNullDropped(),
        new NullabilityChangeRebuildsTable(),
        new PrimaryKeyAllowsNull(),
        new PrimaryKeyBuildsIndex(),
        new PrimaryKeyChangeRebuildsTable(),
        new PrimaryKeyDropped(),
        new PrimaryKeyOverNullableColumn(),
        new PrimaryKeyRebuildsTable(),
        new PrimaryKeyReplaced(),
        new ReferenceAddedWithColumn(),
        new SetNotNullScans(),
        new TextInDoubleQuotes(),
        new TypeChangedUnderCheck(),
        new TypeChangedWithNotNull(),
        new UniqueConstraintBuildsIndex(),
        new ValidatedInSameTransaction(),
    ];
}
