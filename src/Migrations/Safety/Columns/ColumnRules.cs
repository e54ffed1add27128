using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class ColumnRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new CollationChange(),
        new DefaultOfUnknownFunction(),
        new JsonColumn(),
        new NumberedColumnRewrites(),
        new RequiredColumnWithoutDefault(),
        new StoredGeneratedColumnRewrites(),
        new TimeZoneOfTypeChange(),
        new TypeChangeLosesValues(),
        new TypeChangeProvedSafe(),
        new TypeChangeRewrites(),
        new VolatileDefault(),
    ];
}
