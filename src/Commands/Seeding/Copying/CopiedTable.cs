using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A table whose rows are copied: how its values are asked for, and by which columns its rows are told apart.</summary>
internal sealed class CopiedTable
{
    private const int Page = 20_000;
    private readonly INames names;
    private readonly string engine;
    private readonly TypeDirectory types;
    private readonly string from;

    /// <param name="schema">The schema of the database.</param>
    /// <param name="table">The table.</param>
    /// <param name="engine">The engine.</param>
    /// <exception cref="Failure">Its rows cannot be told apart (<see cref="ExitStatus.BadInput"/>).</exception>
    public CopiedTable(RelationalSchema schema, Table table, Engine engine)
    {
        Table = table;
        names = engine.Require<INames>();
        this.engine = engine.Name;
        types = new(schema);
        from = $"{(schema.Tables.Any(t => t.Inherits.Contains(table.Name)) ? "only " : "")}{names.Quote(table.Name)}";
        Columns = table.Columns.Where(c => c.Generated is null).ToSequence();
        Key = table.PrimaryKey?.Columns ?? UniqueKey(table) ?? [RowPlace(table)];
    }

    /// <summary>The table.</summary>
    public Table Table { get; }

    /// <summary>The columns that are copied.</summary>
    public Sequence<Column> Columns { get; }

    /// <summary>The columns by which rows are told apart.</summary>
    public Sequence<string> Key { get; }

    /// <summary>Texts as they are when compared: as the engine does it, as far as that matters for references.</summary>
    public string Compared(IEnumerable<(string Column, object? Value)> values)
    {
        var text = new StringBuilder();
        foreach (var (column, value) in values)
        {
            var plain = value is decimal number
                ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            var type = Table.Find(column)?.Type;
            plain = type is DataType.Text { Fixed: true } ? plain.TrimEnd(' ') : plain;
            text.Append(engine == "mariadb" || type is DataType.Native { Sql: "citext" } ? plain.ToLowerInvariant() : plain)
                .Append('\u001f');
        }

        return text.ToString();
    }

    /// <summary>The hash by which a row, or a row that is referred to, is known.</summary>
    public static UInt128 Identity(string compared)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(compared), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Reads columns of all rows that satisfy a condition, a page at a time in the order of the key.</summary>
    /// <param name="session">A session.</param>
    /// <param name="columns">The columns; the key's first.</param>
    /// <param name="condition">A condition in SQL, or none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>For each row the key as it is asked for again, then the columns as they are compared.</returns>
    public async IAsyncEnumerable<object?[]> KeysAsync(
        ISession session,
        Sequence<string> columns,
        string? condition,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await foreach (var page in PagesAsync(session, columns.Select(Plain), condition, cancellation))
        {
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    /// <summary>Reads columns of the rows that have one of the values in some columns.</summary>
    public async Task<IReadOnlyList<object?[]>> WhereAsync(
        ISession session,
        Sequence<string> columns,
        Sequence<string> by,
        IReadOnlyList<object?[]> values,
        string? condition,
        CancellationToken cancellation
    )
    {
        var parameters = new List<object?>();
        var asked = In(by, values, parameters);
        return await session.QueryAsync(
            $"select {string.Join(", ", Key.Concat(columns).Select(Plain))} from {from} where {asked}{(condition is null ? "" : $" and ({condition})")}",
            parameters,
            cancellation
        );
    }

    /// <summary>Reads whole rows, as texts that the engine reads again.</summary>
    /// <param name="session">A session.</param>
    /// <param name="keys">Their keys; none for all rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<IReadOnlyList<object?[]>> RowsAsync(
        ISession session,
        IReadOnlyList<object?[]>? keys,
        Sequence<Column> columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        const int AtOnce = 1000;
        if (keys is null)
        {
            await foreach (var page in PagesAsync(session, columns.Select(Exact), null, cancellation))
            {
                yield return [.. page.Select(r => r[Key.Count..])];
            }

            yield break;
        }

        for (var first = 0; first < keys.Count; first += AtOnce)
        {
            var batch = keys.Skip(first).Take(AtOnce).ToList();
            var parameters = new List<object?>();
            var asked = In(Key, batch, parameters);
            var found = await session.QueryAsync(
                $"select {string.Join(", ", Key.Select(Plain).Concat(columns.Select(Exact)))} from {from} where {asked}",
                parameters,
                cancellation
            );
            // In the order of the keys, so that a second reading gives the same bytes.
            var places = new Dictionary<UInt128, int>();
            for (var i = 0; i < batch.Count; i++)
            {
                places[OfKey(batch[i])] = i;
            }

            yield return [.. found.OrderBy(r => places.GetValueOrDefault(OfKey(r))).Select(r => r[Key.Count..])];
        }
    }

    /// <summary>The hash of a key.</summary>
    public UInt128 OfKey(object?[] row) => Identity(Compared(Key.Select((k, i) => (k, row[i]))));

    private async IAsyncEnumerable<IReadOnlyList<object?[]>> PagesAsync(
        ISession session,
        IEnumerable<string> expressions,
        string? condition,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // With names of their own, so that the order is by the columns themselves.
        var select =
            $"select {string.Join(", ", Key.Select(Plain).Concat(expressions).Select((e, i) => $"{e} as dbwright_{i.ToString(CultureInfo.InvariantCulture)}"))} from {from}";
        var order = $" order by {string.Join(", ", Key.Select(Quoted))} limit {Page.ToString(CultureInfo.InvariantCulture)}";
        object?[]? last = null;
        while (true)
        {
            var parameters = new List<object?>();
            var after = last is null
                ? null
                : $"({string.Join(", ", Key.Select(Quoted))}) > ({string.Join(", ", Key.Select((k, i) => Value(k, last[i], parameters)))})";
            var where = string.Join(" and ", new[] { after, condition is null ? null : $"({condition})" }.OfType<string>());
            var page = await session.QueryAsync(
                $"{select}{(where.Length > 0 ? $" where {where}" : "")}{order}",
                parameters,
                cancellation
            );
            if (page.Count > 0)
            {
                yield return page;
                last = page[^1];
            }

            if (page.Count < Page)
            {
                yield break;
            }
        }
    }

    private string In(Sequence<string> columns, IReadOnlyList<object?[]> values, List<object?> parameters) =>
        columns is [var only]
            ? $"{Quoted(only)} in ({string.Join(", ", values.Select(v => Value(only, v[0], parameters)))})"
            : $"({string.Join(", ", columns.Select(Quoted))}) in ({string.Join(", ", values.Select(v => $"({string.Join(", ", columns.Select((c, i) => Value(c, v[i], parameters)))})"))})";

    // What was asked for as text is given back as a text that the engine reads.
    private string Value(string column, object? value, List<object?> parameters)
    {
        if (!IsPlain(column))
        {
            return names.Literal((string)value!);
        }

        parameters.Add(value);
        return names.Parameter(parameters.Count);
    }

    private bool IsPlain(string column) =>
        engine != "postgresql" || (Table.Find(column) is { } found && new HeldColumn(column, types.Base(found.Type)).IsPlain);

    private string Plain(string column) => IsPlain(column) ? Quoted(column) : $"{Quoted(column)}::text";

    private string Quoted(string column) => Table.Find(column) is null ? column : names.Quote(column);

    // A form that is the same whatever the type, so that nothing is lost on the way.
    private string Exact(Column column) =>
        engine switch
        {
            "postgresql" => $"{names.Quote(column.Name)}::text",
            "mariadb" => types.Base(column.Type) switch
            {
                DataType.Bytes => $"hex({names.Quote(column.Name)})",
                DataType.Point => $"st_astext({names.Quote(column.Name)})",
                DataType.Native { Sql: var sql }
                    when sql.Contains("blob", StringComparison.Ordinal) || sql.Contains("binary", StringComparison.Ordinal) =>
                    $"hex({names.Quote(column.Name)})",
                DataType.Native { Sql: "geometry" or "linestring" or "polygon" } => $"st_astext({names.Quote(column.Name)})",
                DataType.Native { Sql: var sql } when sql.StartsWith("bit", StringComparison.Ordinal) =>
                    $"cast({names.Quote(column.Name)} + 0 as char)",
                _ => $"cast({names.Quote(column.Name)} as char)",
            },
            _ => names.Quote(column.Name),
        };

    private static Sequence<string>? UniqueKey(Table table) =>
        table.Uniques.FirstOrDefault(u => u.Columns.All(c => table.Find(c) is { Nullable: false }))?.Columns;

    private string RowPlace(Table table) =>
        (engine, table.PartitionBy) switch
        {
            ("postgresql", null) => "ctid",
            ("sqlite", _) => "rowid",
            _ => throw Failure.Because(
                ExitStatus.BadInput,
                "no-key",
                $"{table.Name} has no key, so its rows cannot be told apart.",
                "Neither a primary key nor a unique constraint over columns that are never null is there.",
                $"Leave it out (--subset {table.Name}=none), or give it a key."
            ),
        };
}
