using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change of type that makes PostgreSQL write every row again.</summary>
internal sealed class TypeChangeRewrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("type-change-rewrites", "A column changes its type, which writes the table again")
        {
            Why =
                "For most changes of a type PostgreSQL converts every row: the table and all its indexes are written again under ACCESS "
                + "EXCLUSIVE, and reads and writes wait. That goes for `int` to `bigint`, for a smaller length, for another scale of "
                + "`numeric`, for `char(n)` to anything, also a longer `char`, and for a USING that computes. Nothing is written for "
                + "`varchar(n)` to a longer one, to `varchar` or `text`, for `text` to `varchar`, for `numeric` with more digits and the "
                + "same scale, for `cidr` to `inet`, for more precision of times.",
            Instead =
                "Add a column of the new type, keep both in step by a trigger, fill it in batches, switch the program, then drop the "
                + "old one. For a smaller length add a CHECK with NOT VALID and validate it.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-56,N-13",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:changing-column-type",
                "strong_migrations:change_column",
                "atlas:PG301",
                "eugene:E5",
                "bytebase:COLUMN_DISALLOW_CHANGE_TYPE",
                "pg-schema-diff:ACQUIRES_ACCESS_EXCLUSIVE_LOCK",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (action is not { Change: "type", Type: { } type })
            {
                continue;
            }

            var before = at.Scope.Table(alter.Name)?.Column(action.Column.Value)?.Type;
            var cost = PostgreSqlTypeChange.Cost(before, action);
            if (cost is TypeChangeCost.Rewrite or TypeChangeCost.Unknown)
            {
                var (table, name) = (at.TextOf(alter.Name), at.TextOf(action.Column.Span));
                at.Report(
                    action,
                    cost == TypeChangeCost.Unknown
                            ? $"Changing {alter.Name}.{action.Column} to {TypeNames.Show(type)} writes the table again while reads and writes wait, unless the old type allows otherwise, which is not seen here."
                        : before is null
                            ? $"Changing {alter.Name}.{action.Column} to {TypeNames.Show(type)} with USING writes the table again while reads and writes wait."
                        : $"Changing {alter.Name}.{action.Column} from {TypeNames.Show(before)} to {TypeNames.Show(type)} writes the table again while reads and writes wait.",
                    alter.Name,
                    $"alter table {table} add column {name}_new {at.TextOf(type)};\n"
                        + $"-- a trigger keeps {name}_new in step; then, in batches: update {table} set {name}_new = {(action.Using is { } conversion ? at.TextOf(conversion) : name)} where <key range>;\n"
                        + $"-- switch the program, then: alter table {table} drop column {name};"
                );
            }
        }
    }
}
