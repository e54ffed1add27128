using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Values in text, one after the other.</summary>
/// <param name="text">Takes them.</param>
internal abstract class RowText(StringBuilder text) : IRowSink
{
    private bool isFirst = true;

    /// <summary>The next value begins a row.</summary>
    public void EndRow() => isFirst = true;

    public void Null() => Add(Nothing);

    public void Boolean(bool value) => Add(Truth(value));

    public void Integer(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Decimal(decimal value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Float(double value) => Add(value.ToString("R", CultureInfo.InvariantCulture));

    public void Text(ReadOnlySpan<char> value) => Add(Quoted(value.ToString()));

    public void Bytes(ReadOnlySpan<byte> value) => Add(Binary(Convert.ToHexStringLower(value)));

    public void Date(DateOnly value) => Add(Plain(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public void Time(TimeOnly value) => Add(Plain(value.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)));

    public void Timestamp(DateTime value) => Add(Plain(Moment(value)));

    public void Interval(TimeSpan value) => Add(Plain(value.ToString("c", CultureInfo.InvariantCulture)));

    public void Uuid(Guid value) => Add(Plain(value.ToString()));

    public void Point(double x, double y) => Add(Plain(string.Create(CultureInfo.InvariantCulture, $"({x:R},{y:R})")));

    /// <summary>What stands between two values.</summary>
    protected abstract string Separator { get; }

    /// <summary>No value.</summary>
    protected abstract string Nothing { get; }

    /// <summary>A truth value.</summary>
    protected abstract string Truth(bool value);

    /// <summary>A text.</summary>
    protected abstract string Quoted(string value);

    /// <summary>A text without any character that needs care.</summary>
    protected abstract string Plain(string value);

    /// <summary>Bytes, from their hexadecimal digits.</summary>
    protected abstract string Binary(string digits);

    /// <summary>A moment.</summary>
    protected virtual string Moment(DateTime value) =>
        value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "+00";

    private void Add(string value)
    {
        if (!isFirst)
        {
            text.Append(Separator);
        }

        isFirst = false;
        text.Append(value);
    }
}

/// <summary>The values of an INSERT in an engine's SQL.</summary>
internal sealed class SqlLiterals(StringBuilder text, INames names, string engine) : RowText(text)
{
    protected override string Separator => ", ";

    protected override string Nothing => "null";

    protected override string Truth(bool value) =>
        engine == "postgresql" ? (value ? "true" : "false")
        : value ? "1"
        : "0";

    protected override string Quoted(string value) => names.Literal(value);

    protected override string Plain(string value) => $"'{value}'";

    protected override string Binary(string digits) => engine == "postgresql" ? $"'\\x{digits}'" : $"x'{digits}'";

    protected override string Moment(DateTime value) =>
        engine switch
        {
            "postgresql" => base.Moment(value),
            "sqlite" => value.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            _ => value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        };
}
