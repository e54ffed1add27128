using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Sums over rows by one query, for engines that have a hash function.</summary>
/// <param name="names">The engine's names.</param>
internal abstract class RowSumQueries(INames names) : IRowSums
{
    /// <inheritdoc />
    public async Task<TableSums> ReadAsync(
        ISession session,
        QualifiedName table,
        Sequence<string> key,
        Sequence<string> columns,
        CancellationToken cancellation
    )
    {
        var asked = columns.Select(names.Quote).SelectMany(c => new[] { Sum(c), $"count({c})" });
        var from =
            key.Count == 0
                ? $"(select *, {NoKey} as dbwright_key from {names.Quote(table)}) as summed"
                : $"(select *, {Key(key.Select(names.Quote))} as dbwright_key from {names.Quote(table)}) as summed";
        var row = (
            await session.QueryAsync($"select {string.Join(", ", asked.Prepend("count(*)"))} from {from}", [], cancellation)
        )[0];
        return new(
            table,
            Number(row[0]),
            columns
                .Select(
                    (c, i) =>
                        new ColumnSum(
                            c,
                            Convert.ToString(row[2 * i + 1], CultureInfo.InvariantCulture) ?? "",
                            Number(row[2 * i + 2])
                        )
                )
                .ToSequence()
        );
    }

    /// <summary>What stands for the key where there is none.</summary>
    protected abstract string NoKey { get; }

    /// <summary>A hash of the key's columns.</summary>
    protected abstract string Key(IEnumerable<string> columns);

    /// <summary>The sum of the hashes of <c>dbwright_key</c> and a column.</summary>
    protected abstract string Sum(string column);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
