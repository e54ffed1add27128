using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change of collation of a column of PostgreSQL.</summary>
internal sealed class CollationChange : LintRule
{
    public override RuleInfo Info { get; } =
        new("collation-change", "A change of collation builds every index on the column again")
        {
            Why = "The rows stay, but each index on the column is built again under ACCESS EXCLUSIVE: reads and writes wait.",
            Instead =
                "Build a new index concurrently on the collated expression, use the collation in the queries, and leave the column as "
                + "it is; or move to a new column.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "N-14",
            Exposure = Exposure.LargeTables,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            var table = at.Scope.Table(alter.Name);
            if (action is not { Change: "type", Type: { } type, Collation: { } collation })
            {
                continue;
            }

            var isIndexed = table?.Indexes.Any(i => i.Columns.Contains(action.Column.Value, at.Scope.Names)) == true;
            if (
                (isIndexed || table is not { IsComplete: true })
                && (
                    table?.Column(action.Column.Value)?.Type is not { } before
                    || PostgreSqlTypeChange.Cost(before, type) == TypeChangeCost.Catalogue
                )
            )
            {
                var (on, column) = (at.TextOf(alter.Name), at.TextOf(action.Column.Span));
                at.Report(
                    action,
                    $"Collation {collation} for {alter.Name}.{action.Column} builds every index on it again while reads and writes wait.",
                    alter.Name,
                    $"create index concurrently {alter.Name.Name}_{action.Column.Value}_collated on {on} (({column} collate {at.TextOf(collation)}));"
                );
            }
        }
    }
}
