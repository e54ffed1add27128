using System.Globalization;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Asks a database what its tables hold before rows are added: numbers of rows, and the values of keys, table by table.</summary>
/// <param name="session">A session on it.</param>
/// <param name="engine">Its engine.</param>
/// <param name="schema">Its schema.</param>
internal sealed class HeldReader(ISession session, Engine engine, RelationalSchema schema)
{
    private const int Page = 100_000;
    private readonly INames names = engine.Require<INames>();

    /// <summary>How many rows each table holds.</summary>
    public async Task<Dictionary<QualifiedName, long>> CountsAsync(CancellationToken cancellation)
    {
        var counts = new Dictionary<QualifiedName, long>();
        foreach (var table in schema.Tables.Where(t => t.PartitionOf is null))
        {
            var found = await session.QueryAsync($"select count(*) from {From(table)}", [], cancellation);
            counts[table.Name] = Whole(found[0][0]);
        }

        return counts;
    }

    /// <summary>What the tables hold that get rows, or that others refer to.</summary>
    /// <param name="counts">How many rows each table holds.</param>
    /// <param name="wanted">How many rows each table is to hold.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Dictionary<QualifiedName, HeldRows>> ReadAsync(
        IReadOnlyDictionary<QualifiedName, long> counts,
        IReadOnlyDictionary<QualifiedName, long> wanted,
        CancellationToken cancellation
    )
    {
        var held = new Dictionary<QualifiedName, HeldRows>();
        foreach (var table in schema.Tables.Where(t => counts.GetValueOrDefault(t.Name) > 0))
        {
            held[table.Name] = await TableAsync(table, counts[table.Name], Grows(table), cancellation);
        }

        return held;

        bool Grows(Table table) => wanted.GetValueOrDefault(table.Name) > counts.GetValueOrDefault(table.Name);
    }

    private async Task<HeldRows> TableAsync(Table table, long count, bool grows, CancellationToken cancellation)
    {
        var columns = HeldRows.ColumnsOf(schema, table, grows);
        var numbered = HeldRows.Numbered(schema, table);
        var greatest = new Dictionary<string, long>();
        HeldRows? rows = null;
        if (numbered.Count > 0)
        {
            var asked = string.Join(", ", numbered.Select(c => $"min({names.Quote(c)}), max({names.Quote(c)})"));
            var found = (await session.QueryAsync($"select {asked} from {From(table)}", [], cancellation))[0];
            for (var i = 0; i < numbered.Count; i++)
            {
                greatest[numbered[i]] = found[2 * i + 1] is { } most ? Whole(most) : 0;
            }

            if (
                columns is [var only]
                && numbered is [var key]
                && key == only.Name
                && table.PrimaryKey is { Columns: [var primary] }
                && primary == key
                && found[0] is { } least
                && greatest[key] - Whole(least) + 1 == count
            )
            {
                rows = HeldRows.Dense(only, Whole(least), count);
            }
        }

        rows ??= await ValuesAsync(table, columns, count, cancellation);
        foreach (var (column, most) in greatest)
        {
            rows.Greatest[column] = most;
        }

        return rows;
    }

    // By pages along the primary key, so that memory holds little more than what is kept.
    private async Task<HeldRows> ValuesAsync(
        Table table,
        Sequence<HeldColumn> columns,
        long count,
        CancellationToken cancellation
    )
    {
        var rows = new HeldRows(columns);
        if (columns.Count == 0)
        {
            rows.Skip(count);
            return rows;
        }

        var order = (table.PrimaryKey?.Columns ?? []).Where(k => columns.Any(c => c.Name == k && c.IsPlain)).ToList();
        var isPaged = table.PrimaryKey is { } key && order.Count == key.Columns.Count;
        var select = $"select {string.Join(", ", columns.Select(Asked))} from {From(table)}";
        var sorted = isPaged ? order : columns.Select(c => c.Name).ToList();
        var ending =
            $" order by {string.Join(", ", sorted.Select(names.Quote))}"
            + (isPaged ? $" limit {Page.ToString(CultureInfo.InvariantCulture)}" : "");
        var positions = order.Select(o => columns.Select(c => c.Name).ToList().IndexOf(o)).ToArray();
        object?[]? last = null;
        while (true)
        {
            var after = last is null
                ? ""
                : $" where ({string.Join(", ", order.Select(names.Quote))}) > ({string.Join(", ", order.Select((_, i) => names.Parameter(i + 1)))})";
            var page = await session.QueryAsync(
                select + after + ending,
                last is null ? [] : positions.Select(p => last[p]).ToList(),
                cancellation
            );
            foreach (var row in page)
            {
                rows.Add(row);
            }

            if (!isPaged || page.Count < Page)
            {
                return rows;
            }

            last = page[^1];
        }
    }

    private string Asked(HeldColumn column) =>
        column.IsPlain || engine.Name != "postgresql" ? names.Quote(column.Name) : $"cast({names.Quote(column.Name)} as text)";

    // A table that others inherit from shows their rows too.
    private string From(Table table) =>
        $"{(schema.Tables.Any(t => t.Inherits.Contains(table.Name)) ? "only " : "")}{names.Quote(table.Name)}";

    private static long Whole(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
