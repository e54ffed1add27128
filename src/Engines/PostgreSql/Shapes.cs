using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What PostgreSQL's planner knows: <c>pg_class.reltuples</c> and <c>pg_stats</c>.</summary>
internal sealed partial class PostgreSqlStatistics : IColumnShapes
{
    /// <inheritdoc />
    public string HowToGather => "Run ANALYZE there, or use a user who may read the tables.";

    /// <inheritdoc />
    public async Task<Sequence<TableShape>> ReadShapesAsync(
        ISession session,
        Func<QualifiedName, string, bool> allows,
        CancellationToken cancellation
    )
    {
        var tables = await session.QueryAsync(
            """
            select n.nspname::text, c.relname::text, c.reltuples::float8
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            order by 1, 2
            """,
            [],
            cancellation
        );
        // Of a table with partitions the figures are those of all of them together.
        var columns = await session.QueryAsync(
            """
            select distinct on (1, 2, 3) schemaname::text, tablename::text, attname::text, null_frac::float8, avg_width::int4,
                n_distinct::float8, coalesce(correlation, 0)::float8, most_common_freqs::float8[]
            from pg_stats
            where schemaname <> 'information_schema' and schemaname !~ '^pg_'
            order by 1, 2, 3, inherited desc
            """,
            [],
            cancellation
        );
        var found = new List<TableShape>();
        foreach (var table in tables)
        {
            var name = Name((string)table[0]!, (string)table[1]!);
            var rows = (double)table[2]!;
            if (rows < 0)
            {
                found.Add(new(name, 0, []));
                continue;
            }

            var shapes = new List<ColumnShape>();
            foreach (var column in columns.Where(c => (string)c[0]! == (string)table[0]! && (string)c[1]! == (string)table[1]!))
            {
                var shape = Shape(column, rows);
                shapes.Add(
                    allows(name, shape.Column)
                        ? await WithValuesAsync(session, shape, (string)table[0]!, (string)table[1]!, cancellation)
                        : shape
                );
            }

            found.Add(new(name, (long)rows, shapes.ToSequence()));
        }

        return found.ToSequence();
    }

    private static QualifiedName Name(string schema, string table) => new(schema == "public" ? "" : schema, table);

    private static ColumnShape Shape(object?[] column, double rows)
    {
        var distinct = (double)column[5]!;
        return new((string)column[2]!)
        {
            NullShare = (double)column[3]!,
            Width = Convert.ToInt32(column[4], CultureInfo.InvariantCulture),
            // A negative number is a share of the rows.
            Distinct = distinct < 0 ? Math.Max(1, -distinct * rows) : distinct,
            Correlation = (double)column[6]!,
            Frequencies = column[7] is double[] shares ? shares.ToSequence() : [],
        };
    }

    private async Task<ColumnShape> WithValuesAsync(
        ISession session,
        ColumnShape shape,
        string schema,
        string table,
        CancellationToken cancellation
    )
    {
        var found = await session.QueryAsync(
            $"""
            select most_common_vals::text::text[], histogram_bounds::text::text[] from pg_stats
            where schemaname = {names.Literal(schema)} and tablename = {names.Literal(table)} and attname = {names.Literal(
                shape.Column
            )}
            order by inherited desc limit 1
            """,
            [],
            cancellation
        );
        return shape with
        {
            Common = found[0][0] is string[] common ? common.ToSequence() : [],
            Bounds = found[0][1] is string[] bounds ? bounds.ToSequence() : [],
        };
    }
}
