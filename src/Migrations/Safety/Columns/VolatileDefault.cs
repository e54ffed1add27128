using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column whose default makes PostgreSQL write every row again.</summary>
internal sealed class VolatileDefault : LintRule
{
    public override RuleInfo Info { get; } =
        new("volatile-default", "A column is added with a default that is computed for each row")
        {
            Why =
                "A default that gives another value each time (`gen_random_uuid()`, `clock_timestamp()`, `random()`, `nextval()`) is "
                + "computed for every row: PostgreSQL writes the table and all its indexes again under ACCESS EXCLUSIVE, and neither "
                + "reads nor writes go on until that is done. A constant or `now()` is stored once in the catalogue and costs nothing "
                + "(before PostgreSQL 11 any default rewrites).",
            Instead =
                "Add the column without the default, set the default for new rows in the next statement, fill the old rows in batches, "
                + "then make it NOT NULL by way of a check that is validated.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-50",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:adding-field-with-default",
                "strong_migrations:add_column_default",
                "atlas:PG302",
                "bytebase:COLUMN_DEFAULT_DISALLOW_VOLATILE",
                "bytebase:STATEMENT_DISALLOW_ADD_COLUMN_WITH_DEFAULT",
                "eugene:E5",
                "eugene:E10",
                "pg-schema-diff:ACQUIRES_ACCESS_EXCLUSIVE_LOCK",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (column.Find(SqlConstraintKind.Default)?.Expression is not { } value || TypeNames.IsSerial(column.Type))
            {
                continue;
            }

            var volatility = ExpressionVolatility.Of(value, at.Earlier, out var function);
            var isOld = at.Target.IsBefore(11) && value is not SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Null };
            if (volatility == Volatility.Volatile || isOld)
            {
                var (table, name) = (at.TextOf(alter.Name), at.TextOf(column.Name.Span));
                at.Report(
                    column,
                    volatility == Volatility.Volatile
                        ? $"Adding {alter.Name}.{column.Name} computes {function}() for each row: the table is written again while reads and writes wait."
                        : $"Adding {alter.Name}.{column.Name} with a default writes the table again while reads and writes wait.",
                    alter.Name,
                    $"alter table {table} add column {name} {at.TextOf(column.Type!)};\n"
                        + $"alter table {table} alter column {name} set default {at.TextOf(value)};\n"
                        + $"-- then, in batches: update {table} set {name} = {at.TextOf(value)} where {name} is null and <key range>;"
                );
            }
        }
    }
}
