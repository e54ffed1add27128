using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Tests.Data;

/// <summary>Keeps the values of generated rows, for small tables.</summary>
internal sealed class Rows : IRowSink
{
    private readonly List<object?> values = [];

    /// <summary>All rows of a table, or those up to a number.</summary>
    public static List<object?[]> Of(RowGenerator generator, string table, long? to = null)
    {
        var source = generator.Source(QualifiedName.Of(table));
        var rows = new List<object?[]>();
        var sink = new Rows();
        for (long row = 0; row < Math.Min(source.Rows, to ?? long.MaxValue); row++)
        {
            rows.Add(sink.Read(source, row));
        }

        return rows;
    }

    /// <summary>One row.</summary>
    public object?[] Read(IRowSource source, long row)
    {
        values.Clear();
        source.Write(row, this);
        return [.. values];
    }

    public void Null() => values.Add(null);

    public void Boolean(bool value) => values.Add(value);

    public void Integer(long value) => values.Add(value);

    public void Decimal(decimal value) => values.Add(value);

    public void Float(double value) => values.Add(value);

    public void Text(ReadOnlySpan<char> value) => values.Add(value.ToString());

    public void Bytes(ReadOnlySpan<byte> value) => values.Add(Convert.ToHexString(value));

    public void Date(DateOnly value) => values.Add(value);

    public void Time(TimeOnly value) => values.Add(value);

    public void Timestamp(DateTime value) => values.Add(value);

    public void Interval(TimeSpan value) => values.Add(value);

    public void Uuid(Guid value) => values.Add(value);

    public void Point(double x, double y) => values.Add((x, y));
}
