using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A refresh that keeps readers out.</summary>
internal sealed class MaterializedViewRefresh : LintRule
{
    public override RuleInfo Info { get; } =
        new("materialized-view-refresh", "REFRESH MATERIALIZED VIEW keeps readers out while its query runs")
        {
            Why =
                "It takes ACCESS EXCLUSIVE on the view for the whole query. CONCURRENTLY lets readers go on; it needs a unique index "
                + "without a condition over all rows.",
            Instead = "Refresh it concurrently.",
            Work = ServerWork.StopsEverybody,
            Engines = LintEngines.PostgreSql,
            Reference = "N-16",
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is MaintenanceStatement { Kind: "refresh", Objects: [{ } view] } refresh
            && !refresh.Options.Contains("concurrently", StringComparer.Ordinal)
            && at.Scope.Dependent(at.Scope.Key(view)) is not { IsNew: true }
            && !at.TextOf(refresh).EndsWith("no data", StringComparison.OrdinalIgnoreCase)
            && at.Find("view") is { } word
        )
        {
            at.Report(
                refresh,
                $"Readers of {view} wait until its query is done.",
                fix: new(
                    "Refresh it concurrently",
                    [TextEdit.Insert(word.End, at.TextOf(word) == "VIEW" ? " CONCURRENTLY" : " concurrently")]
                )
            );
        }
    }
}
