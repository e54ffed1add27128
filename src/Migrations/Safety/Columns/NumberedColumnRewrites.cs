using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that numbers the rows that are there.</summary>
internal sealed class NumberedColumnRewrites : LintRule
{
    public override RuleInfo Info { get; } =
        new("numbered-column-rewrites", "A column that numbers its rows is added, which writes the table again")
        {
            Why =
                "`serial` and identity columns give every row a number: PostgreSQL writes the table and all its indexes again under "
                + "ACCESS EXCLUSIVE. Reads and writes wait.",
            Instead =
                "Add a nullable column, create a sequence owned by it, set `nextval` as its default for new rows, number the old rows "
                + "in batches, then make it NOT NULL and, where wanted, an identity.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "U-53",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:adding-field-with-default",
                "squawk:adding-serial-primary-key-field",
                "strong_migrations:add_column_auto_incrementing",
                "atlas:PG310",
                "eugene:E11",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (!TypeNames.IsSerial(column.Type) && column.Find(SqlConstraintKind.Identity) is null)
            {
                continue;
            }

            var (table, name) = (at.TextOf(alter.Name), at.TextOf(column.Name.Span));
            var type = column.Type is { } said && TypeNames.IntegerBytes(said) is 4 or 2 ? "integer" : "bigint";
            var sequence = $"{alter.Name.Name}_{column.Name.Value}_seq";
            at.Report(
                column,
                $"Adding {alter.Name}.{column.Name} numbers every row: the table is written again while reads and writes wait.",
                alter.Name,
                $"alter table {table} add column {name} {type};\n"
                    + $"create sequence {sequence} as {type} owned by {table}.{name};\n"
                    + $"alter table {table} alter column {name} set default nextval('{sequence}');\n"
                    + $"-- then, in batches: update {table} set {name} = nextval('{sequence}') where {name} is null and <key range>;"
            );
        }
    }
}
