using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// What a table holds before rows are added to it: how many rows there are, and the values of the columns that references and unique keys
/// rest on. Rows have the numbers from 0 in the order in which they are added here; new ones follow.
/// </summary>
public sealed class HeldRows
{
    private readonly Dictionary<string, HeldValues> columns = new(StringComparer.Ordinal);
    private readonly HeldValues[] inOrder;
    private readonly bool isDense;

    /// <param name="wanted">The columns whose values are kept.</param>
    public HeldRows(Sequence<HeldColumn> wanted)
    {
        inOrder = [.. wanted.Select(c => new HeldValues(c))];
        foreach (var column in inOrder)
        {
            columns[column.Column.Name] = column;
        }
    }

    private HeldRows(HeldColumn column, long first, long count)
    {
        isDense = true;
        Count = count;
        inOrder = [new HeldValues(column) { First = first }];
        columns[column.Name] = inOrder[0];
    }

    /// <summary>How many rows there are.</summary>
    public long Count { get; private set; }

    /// <summary>The greatest value of columns that the engine or dbwright numbers.</summary>
    public IDictionary<string, long> Greatest { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Rows whose only column of interest counts up without a gap.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Its least value.</param>
    /// <param name="count">How many rows there are.</param>
    public static HeldRows Dense(HeldColumn column, long first, long count) => new(column, first, count);

    /// <summary>The columns of a table whose values must be known before rows are added.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="grows">Whether it gets rows itself; otherwise only others refer to it.</param>
    public static Sequence<HeldColumn> ColumnsOf(RelationalSchema schema, Table table, bool grows)
    {
        var wanted = schema
            .Tables.SelectMany(t => t.ForeignKeys)
            .Where(f => f.ReferencedTable == table.Name)
            .SelectMany(f => f.ReferencedColumns)
            .ToHashSet(StringComparer.Ordinal);
        if (grows)
        {
            wanted.UnionWith(table.PrimaryKey?.Columns ?? []);
            wanted.UnionWith(table.Uniques.SelectMany(u => u.Columns));
            wanted.UnionWith(table.Indexes.Where(i => i.Unique).SelectMany(i => i.Parts.Select(p => p.Column).OfType<string>()));
            if (
                table.Exclusions.Count > 0
                || table.Indexes.Any(i => i.Unique && (i.Where is not null || i.Parts.Any(p => p.Column is null)))
            )
            {
                wanted.UnionWith(table.Columns.Where(c => c.Generated is null).Select(c => c.Name));
            }
        }

        var types = new TypeDirectory(schema);
        return table
            .Columns.Where(c => wanted.Contains(c.Name))
            .Select(c => new HeldColumn(c.Name, types.Base(c.Type)))
            .ToSequence();
    }

    /// <summary>The columns that count up from row to row.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    public static Sequence<string> Numbered(RelationalSchema schema, Table table)
    {
        var types = new TypeDirectory(schema);
        return table
            .Columns.Where(c => types.Base(c.Type) is DataType.Integer && ProfileInference.IsNumbered(table, c, types))
            .Select(c => c.Name)
            .ToSequence();
    }

    /// <summary>Takes a row: one value for each wanted column, as the engine gives it.</summary>
    public void Add(ReadOnlySpan<object?> row)
    {
        for (var i = 0; i < inOrder.Length; i++)
        {
            inOrder[i].Add(row[i]);
        }

        Count++;
    }

    /// <summary>Notes that there are rows no column of which is of interest.</summary>
    public void Skip(long count) => Count += count;

    /// <summary>Whether the column's values are known.</summary>
    internal bool Has(string column) => columns.ContainsKey(column);

    /// <summary>The columns that are known.</summary>
    internal IEnumerable<string> Known => columns.Keys;

    /// <summary>A value.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="column">A wanted column.</param>
    internal object? Value(long row, string column) => isDense ? columns[column].First + row : columns[column][checked((int)row)];
}

/// <summary>A column of which the values before are kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, without domains.</param>
public sealed record HeldColumn(string Name, DataType Type)
{
    /// <summary>Whether the engine gives a value that is compared as it is; others are asked for as text.</summary>
    public bool IsPlain =>
        Type
            is DataType.Integer
                or DataType.Decimal
                or DataType.Float
                or DataType.Boolean
                or DataType.Text
                or DataType.Date
                or DataType.Time
                or DataType.Timestamp
                or DataType.Uuid
                or DataType.Bytes;
}

/// <summary>The values of one column; whole numbers without a null take eight bytes each.</summary>
internal sealed class HeldValues(HeldColumn column)
{
    private readonly List<long> numbers = [];
    private List<object?>? others;

    /// <summary>The column.</summary>
    public HeldColumn Column => column;

    /// <summary>The value of the first row, where values count up.</summary>
    public long First { get; init; }

    /// <summary>The value of a row.</summary>
    public object? this[int row] => others is not null ? others[row] : numbers[row];

    /// <summary>Takes the next value.</summary>
    public void Add(object? value)
    {
        var known = Known(value);
        if (others is null && known is long number)
        {
            numbers.Add(number);
            return;
        }

        others ??= [.. numbers.Select(n => (object?)n)];
        others.Add(known);
    }

    // As generated values are, so that equal ones are found.
    private object? Known(object? value) =>
        (value, column.Type) switch
        {
            (null, _) => null,
            (sbyte or byte or short or ushort or int or uint or long, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            (float number, _) => (double)number,
            (DateTime moment, DataType.Date) => DateOnly.FromDateTime(moment),
            (TimeSpan length, DataType.Time) => TimeOnly.FromTimeSpan(length),
            (DateTimeOffset moment, _) => moment.UtcDateTime,
            (string text, DataType.Text { Fixed: true }) => text.TrimEnd(' '),
            (string text, DataType.Inet) => text.EndsWith("/32", StringComparison.Ordinal) ? text[..^3]
            : text.EndsWith("/128", StringComparison.Ordinal) ? text[..^4]
            : text,
            _ => value,
        };
}
