using System.Globalization;
using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// What MariaDB's planner knows: <c>mysql.table_stats</c> and <c>mysql.column_stats</c>, which <c>analyze table … persistent for all</c> fills.
/// Rows have no order of their own there, so nothing is known of it.
/// </summary>
internal sealed partial class MariaDbStatistics : IColumnShapes
{
    private const string TableShapes = """
        select t.table_name, coalesce(s.cardinality, t.table_rows, 0)
        from information_schema.tables t left join mysql.table_stats s on s.db_name = t.table_schema and s.table_name = t.table_name
        where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
        order by t.table_name
        """;

    // Of histograms only what says how frequent values are: the width of their parts, or the share and the number of values of each. Between
    // texts widths are too coarse to tell equal ones from others.
    private const string ColumnShapes = """
        select s.table_name, s.column_name, nulls_ratio, avg_length, avg_frequency,
            case when hist_type in ('SINGLE_PREC_HB', 'DOUBLE_PREC_HB') and c.character_maximum_length is null
                then decode_histogram(hist_type, histogram) end,
            case when hist_type = 'JSON_HB' then json_extract(convert(histogram using utf8mb4), '$.histogram_hb[*].size') end,
            case when hist_type = 'JSON_HB' then json_extract(convert(histogram using utf8mb4), '$.histogram_hb[*].ndv') end
        from mysql.column_stats s join information_schema.columns c
            on c.table_schema = s.db_name and c.table_name = s.table_name and c.column_name = s.column_name
        where s.db_name = database()
        order by 1, 2
        """;

    private const string ColumnValues = """
        select cast(min_value as char), cast(max_value as char),
            case when hist_type = 'JSON_HB' then json_extract(convert(histogram using utf8mb4), '$.histogram_hb[*].start') end
        from mysql.column_stats where db_name = database() and table_name = ? and column_name = ?
        """;

    /// <inheritdoc />
    public string HowToGather =>
        "Run ANALYZE TABLE … PERSISTENT FOR ALL there: the usual ANALYZE keeps no statistics of columns.";

    /// <inheritdoc />
    public async Task<Sequence<TableShape>> ReadShapesAsync(
        ISession session,
        Func<QualifiedName, string, bool> allows,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<object?[]> tables,
            columns;
        try
        {
            tables = await session.QueryAsync(TableShapes, [], cancellation);
            columns = await session.QueryAsync(ColumnShapes, [], cancellation);
        }
        catch (EngineException e) when (e.Code == "1142")
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "statistics-denied",
                "The statistics of the server may not be read.",
                e.Message,
                "grant select on mysql.table_stats to USER; grant select on mysql.column_stats to USER;",
                cause: e
            );
        }

        var found = new List<TableShape>();
        foreach (var table in tables)
        {
            var name = (string)table[0]!;
            var rows = Convert.ToInt64(table[1], CultureInfo.InvariantCulture);
            var shapes = new List<ColumnShape>();
            foreach (var column in columns.Where(c => (string)c[0]! == name))
            {
                var (shape, positions) = Shape(column, rows);
                shapes.Add(
                    allows(new("", name), shape.Column)
                        ? await WithValuesAsync(session, name, shape, positions, cancellation)
                        : shape
                );
            }

            found.Add(new(new("", name), rows, shapes.ToSequence()));
        }

        return found.ToSequence();
    }

    private static (ColumnShape Shape, double[] Positions) Shape(object?[] column, long rows)
    {
        var nulls = Number(column[2]);
        var frequency = Number(column[4]);
        var widths = Numbers((column[5] as string)?.Split(',') ?? []);
        var sizes = Items(column[6]);
        var values = Items(column[7]);
        var filled = rows * (1 - nulls);
        return (
            new((string)column[1]!)
            {
                NullShare = nulls,
                Width = (int)Math.Round(Number(column[3])),
                Distinct = frequency > 0 ? Math.Max(1, Math.Round(filled / frequency)) : 1,
                Frequencies =
                    widths.Length > 0
                        ? Repeated(widths, 1 - nulls)
                        : sizes
                            .Where((_, i) => i < values.Length && values[i] <= 1)
                            .OrderDescending()
                            .Select(s => s * (1 - nulls))
                            .ToSequence(),
            },
            [.. widths.Select((_, i) => widths.Take(i + 1).Sum())]
        );
    }

    // Parts without width lie between equal values: as many of them, as many parts' share has one value.
    private static Sequence<double> Repeated(double[] widths, double filled)
    {
        var shares = new List<double>();
        var run = 0;
        foreach (var width in widths.Append(1))
        {
            if (width == 0)
            {
                run++;
            }
            else
            {
                if (run > 1)
                {
                    shares.Add((double)run / widths.Length * filled);
                }

                run = 0;
            }
        }

        return shares.OrderDescending().ToSequence();
    }

    private static async Task<ColumnShape> WithValuesAsync(
        ISession session,
        string table,
        ColumnShape shape,
        double[] positions,
        CancellationToken cancellation
    )
    {
        var found = (await session.QueryAsync(ColumnValues, [table, shape.Column], cancellation))[0];
        if (found[2] is string starts)
        {
            return shape with { Bounds = [.. Texts(starts), .. found[1] is { } last ? [$"{last}"] : Array.Empty<string>()] };
        }

        var (low, high) = ($"{found[0]}", $"{found[1]}");
        if (
            decimal.TryParse(low, NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && decimal.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out var most)
        )
        {
            return shape with
            {
                Bounds =
                [
                    low,
                    .. positions
                        .SkipLast(1)
                        .Select(p => (least + (decimal)p * (most - least)).ToString(CultureInfo.InvariantCulture)),
                    high,
                ],
            };
        }

        return shape with
        {
            Bounds = [low, high],
        };
    }

    private static double Number(object? value) => value is null ? 0 : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static double[] Numbers(IEnumerable<string> texts) =>
        [.. texts.Select(t => double.Parse(t, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private static double[] Items(object? json) => json is string text ? Numbers(Texts(text)) : [];

    private static string[] Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText()),
        ];
    }
}
