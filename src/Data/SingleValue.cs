using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Takes one value and keeps it boxed.</summary>
internal sealed class SingleValue : IRowSink
{
    /// <summary>The value taken last.</summary>
    public object? Value { get; private set; }

    public void Null() => Value = null;

    public void Boolean(bool value) => Value = value;

    public void Integer(long value) => Value = value;

    public void Decimal(decimal value) => Value = value;

    public void Float(double value) => Value = value;

    public void Text(ReadOnlySpan<char> value) => Value = value.ToString();

    public void Bytes(ReadOnlySpan<byte> value) => Value = value.ToArray();

    public void Date(DateOnly value) => Value = value;

    public void Time(TimeOnly value) => Value = value;

    public void Timestamp(DateTime value) => Value = value;

    public void Interval(TimeSpan value) => Value = value;

    public void Uuid(Guid value) => Value = value;

    public void Point(double x, double y) => Value = (x, y);
}
