using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rules of this folder.</summary>
internal static class WriteRules
{
    /// <summary>All of them, by their names.</summary>
    public static Sequence<LintRule> All { get; } =
    [
        new BackfillWithSchemaChange(),
        new ChecksTurnedOff(),
        new ComparisonWithNull(),
        new FunctionOverColumn(),
        new InsertWithoutColumns(),
        new LeadingWildcard(),
        new ManyConditions(),
        new ManyRowsInserted(),
        new ManyStatementsInTransaction(),
        new ReplaceDeletesRows(),
        new RequiredColumnLeftOut(),
        new SelectStar(),
        new SelectWithoutWhere(),
        new StrictModeOff(),
        new WriteWithLimit(),
        new WriteWithoutWhere(),
    ];
}
