using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class ColumnRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new AddedColumnOfDomain(),
        new AddedColumnRefused(),
        new AddedColumnWithCheck(),
        new AutoIncrementColumnRebuilds(),
        new AutoIncrementStart(),
        new AutoIncrementType(),
        new ChangeColumn(),
        new CharColumn(),
        new CharsetChangeCopies(),
        new CollationChange(),
        new ColumnChangeCopies(),
        new ColumnPosition(),
        new ColumnWithoutDefault(),
        new DefaultChanged(),
        new DefaultOfUnknownFunction(),
        new DiscouragedType(),
        new DisplayWidth(),
        new DroppedColumnRefused(),
        new DuplicateColumn(),
        new IdentifierTooLong(),
        new InstantClauseIgnored(),
        new JsonColumn(),
        new KeyNotNumbered(),
        new LongVarchar(),
        new ManyCurrentTimeDefaults(),
        new MisleadingTypeName(),
        new NullableColumn(),
        new NumberedColumnRewrites(),
        new RequiredColumnWithoutDefault(),
        new RequiredColumns(),
        new RowTooWide(),
        new SerialColumn(),
        new SmallKey(),
        new StoredGeneratedColumnCopies(),
        new StoredGeneratedColumnRewrites(),
        new TimeZoneOfTypeChange(),
        new TimestampWithoutTimeZone(),
        new TypeChangeLosesValues(),
        new TypeChangeProvedSafe(),
        new TypeChangeRefused(),
        new TypeChangeRewrites(),
        new UnalignedColumns(),
        new VarcharColumn(),
        new VirtualColumnsForbidInstant(),
        new VolatileDefault(),
        new ZeroDate(),
    ];
}
