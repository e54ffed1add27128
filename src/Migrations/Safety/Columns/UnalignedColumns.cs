using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An order of columns that wastes space.</summary>
internal sealed class UnalignedColumns : LintRule
{
    public override RuleInfo Info { get; } =
        new("unaligned-columns", "The order of the columns of a new table wastes space in every row")
        {
            Why =
                "PostgreSQL begins a `bigint` or `timestamptz` at a multiple of eight bytes; after a `boolean` or `integer` the gap is "
                + "empty. On large tables some per cent of disk and memory go to gaps.",
            Instead = "Order by width: types of eight bytes first, then four, two and one, then those of varying length.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-59",
            Severity = Severity.Note,
            IsOptIn = true,
            Aliases = ["atlas:PG110"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateTableStatement { PartitionOf: null, Persistence: not "temporary" } create
            || create.Columns.Count < 3
        )
        {
            return;
        }

        var waste = Waste(create.Columns);
        var least = Waste(create.Columns.OrderByDescending(c => Width(c).Alignment));
        if (waste - least >= 8)
        {
            at.Report(
                create.Name,
                $"Each row of {create.Name} holds {waste} bytes of gaps between its columns; {least} would do.",
                rewrite: $"-- columns in this order:\n{string.Join(", ", create.Columns.OrderByDescending(c => Width(c).Alignment).Select(c => at.TextOf(c.Name.Span)))}"
            );
        }
    }

    private static int Waste(IEnumerable<SqlColumn> columns)
    {
        var (place, waste) = (0, 0);
        foreach (var column in columns)
        {
            var (size, alignment) = Width(column);
            var gap = (alignment - place % alignment) % alignment;
            waste += gap;
            place += gap + size;
            if (size == 0)
            {
                // From a value of varying length on nothing is known.
                break;
            }
        }

        return waste;
    }

    private static (int Size, int Alignment) Width(SqlColumn column) =>
        column.Type is not { Dimensions: 0 } type
            ? (0, 1)
            : TypeNames.PostgreSql(type) switch
            {
                "bigint" or "bigserial" or "double precision" or "timestamp" or "timestamp with time zone" or "time" or "money" =>
                    (8, 8),
                "integer" or "serial" or "real" or "date" or "oid" => (4, 4),
                "smallint" or "smallserial" => (2, 2),
                "uuid" => (16, 1),
                "boolean" or "\"char\"" => (1, 1),
                _ => (0, 1),
            };
}
