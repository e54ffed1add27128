using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The values of an INSERT in an engine's SQL, one after the other.</summary>
/// <param name="text">Takes them.</param>
/// <param name="names">Quotes texts.</param>
/// <param name="engine">The engine.</param>
internal sealed class SqlLiterals(StringBuilder text, INames names, string engine) : IRowSink
{
    private readonly ValueForms forms = ValueForms.Of(engine);
    private bool isFirst = true;

    /// <summary>The next value begins a row.</summary>
    public void EndRow() => isFirst = true;

    public void Null() => Add("null");

    public void Boolean(bool value) => Add(value ? forms.True : forms.False);

    public void Integer(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Decimal(decimal value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Float(double value) => Add(value.ToString("R", CultureInfo.InvariantCulture));

    public void Text(ReadOnlySpan<char> value) => Add(names.Literal(value.ToString()));

    public void Bytes(ReadOnlySpan<byte> value) =>
        Add($"{(engine == "postgresql" ? "'\\x" : "x'")}{Convert.ToHexStringLower(value)}'");

    public void Date(DateOnly value) => Add(Plain(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public void Time(TimeOnly value) => Add(Plain(value.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)));

    public void Timestamp(DateTime value) => Add(Plain(value.ToString(forms.Moment, CultureInfo.InvariantCulture)));

    public void Interval(TimeSpan value) => Add(forms.HasLengths ? Plain(forms.Length(value)) : forms.Length(value));

    public void Uuid(Guid value) => Add(Plain(value.ToString()));

    public void Point(double x, double y) => Add(Plain(string.Create(CultureInfo.InvariantCulture, $"({x:R},{y:R})")));

    // A text without any character that needs care.
    private static string Plain(string value) => $"'{value}'";

    private void Add(string value)
    {
        if (!isFirst)
        {
            text.Append(", ");
        }

        isFirst = false;
        text.Append(value);
    }
}
