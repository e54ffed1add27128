using System.Globalization;
using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Sums over rows of SQLite. Its library has no hash function and runs in this process, so rows are read one by one and not kept.</summary>
internal sealed class SqliteRowSums : IRowSums
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <inheritdoc />
    public Task<TableSums> ReadAsync(
        ISession session,
        QualifiedName table,
        Sequence<string> key,
        Sequence<string> columns,
        CancellationToken cancellation
    )
    {
        var own = (SqliteSession)session;
        var names = new SqliteNames();
        var asked = key.Concat(columns).Select(names.Quote).Append("1");
        var sql = $"select {string.Join(", ", asked)} from {names.Quote(table)}";
        return own.Blocking(
            () =>
            {
                using var command = own.Connection.Prepare(sql);
                var sums = new ulong[columns.Count];
                var values = new long[columns.Count];
                var rows = 0L;
                while (command.Step())
                {
                    rows++;
                    var seed = Basis;
                    for (var i = 0; i < key.Count; i++)
                    {
                        seed = Hash(seed, command.Value(i));
                    }

                    for (var i = 0; i < columns.Count; i++)
                    {
                        var value = command.Value(key.Count + i);
                        sums[i] += Hash(seed, value);
                        values[i] += value is null ? 0 : 1;
                    }
                }

                return new TableSums(
                    table,
                    rows,
                    columns
                        .Select((c, i) => new ColumnSum(c, sums[i].ToString(CultureInfo.InvariantCulture), values[i]))
                        .ToSequence()
                );
            },
            cancellation
        );
    }

    // FNV-1a over the kind of the value and its bytes.
    private static ulong Hash(ulong seed, object? value)
    {
        switch (value)
        {
            case null:
                return Hash(seed, [0]);
            case long number:
                return Hash(Hash(seed, [1]), MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));
            case double number:
                return Hash(Hash(seed, [2]), MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in number)));
            case byte[] bytes:
                return Hash(Hash(seed, [3]), bytes);
            default:
                return Hash(Hash(seed, [4]), MemoryMarshal.AsBytes(((string)value).AsSpan()));
        }
    }

    private static ulong Hash(ulong seed, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            seed = (seed ^ b) * Prime;
        }

        return (seed ^ (seed >> 31)) * Prime;
    }
}
